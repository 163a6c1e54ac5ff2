import { type Facts, type Identity, offenders, undecidable } from '#rule-kit';

type Statement = Facts<'iam.policy'>['statements'][number];

/** A policy by the name a reader knows it by. */
interface NamedPolicy {
  readonly name: string;
  readonly statements: readonly Statement[];
}

/** What a policy grants on every resource of a kind, without a condition. */
interface AccountWideGrant {
  readonly policy: string;
  readonly actions: readonly string[];
}

/**
 * Actions that a role may take on every resource of the account: granted somewhere, denied nowhere, and within the boundary.
 * A condition on a grant is taken for a limit; what a partial denial leaves is not known.
 */
export function accountWideGrants(
  actions: readonly string[],
  policies: readonly NamedPolicy[],
  boundary: NamedPolicy | null,
  near: Identity,
): readonly AccountWideGrant[] {
  const all = boundary === null ? policies : [...policies, boundary];
  const isGranted = (action: string) => {
    if (!policies.some((policy) => grants(policy, action)) || (boundary !== null && !grants(boundary, action))) return false;
    const denials = all
      .flatMap(({ statements }) => statements.filter(({ effect }) => effect === 'Deny'))
      .filter((each) => speaksOf(each, action));
    if (denials.some((denial) => !denial.isConditional && coversAll(denial, action))) return false;
    return denials.length === 0 || undecidable(near, 'no-evidence', `a statement of a policy of ${near.key} denies ${action} in part`);
  };
  const granted = offenders(actions, isGranted) ?? [];
  return policies.flatMap((policy) => {
    const own = granted.filter((action) => grants(policy, action));
    return own.length === 0 ? [] : [{ policy: policy.name, actions: own }];
  });
}

function grants({ statements }: NamedPolicy, action: string): boolean {
  return statements.some(
    (each) =>
      each.effect === 'Allow' && !each.isConditional && speaksOf(each, action) && (coversAll(each, action) || each.notResources.length > 0),
  );
}

function speaksOf({ actions, notActions }: Statement, action: string): boolean {
  if (notActions.length > 0) return !notActions.some((pattern) => matches(pattern, action));
  return actions.some((pattern) => matches(pattern, action));
}

/** Action names know no case; `*` stands for any characters and `?` for one. */
function matches(pattern: string, action: string): boolean {
  const service = pattern.split(':', 1)[0] ?? '';
  if (!/[*?]/.test(service) && !action.toLowerCase().startsWith(`${service.toLowerCase()}:`)) return false;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(action);
}

function coversAll({ resources }: Statement, action: string): boolean {
  const [service = ''] = action.split(':');
  return resources.some((resource) => isEverything(resource, service));
}

/** `*`, or an ARN that names no more than the kind: `arn:aws:s3:::*`, `arn:aws:secretsmanager:*:*:secret:*`. */
function isEverything(resource: string, service: string): boolean {
  if (resource === '*') return true;
  const [, , ofService = '', , , ...rest] = resource.split(':');
  // A bucket stands where other services put the type of the resource.
  const whole = ofService === 's3' ? /^\*(?:\/\*)*$/ : /^(?:[a-z-]+[:/])?\*(?:\/\*)*$/;
  return (ofService === service || ofService === '*') && whole.test(rest.join(':'));
}
