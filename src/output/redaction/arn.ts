import { kinds } from '../../model/kinds.ts';
import type { Replacements } from './replacements.ts';

/** What resource parts of ARNs begin with that says what they are, not which. */
const types = new Set([
  ...Object.values(kinds).map(({ arn: [, type] }) => type),
  ...['assumed-role', 'container-instance', 'function', 'group', 'log-group', 'secret', 'server-certificate', 'snapshot', 'stack', 'user'],
]);

/** Further words of that sort, by the one they follow. */
const subtypes: Readonly<Record<string, readonly string[]>> = {
  loadbalancer: ['app', 'net', 'gwy'],
  listener: ['app', 'net', 'gwy'],
  'listener-rule': ['app', 'net', 'gwy'],
};
/** They stand between an id and a name. */
const inner = new Set(['autoScalingGroupName', 'launchConfigurationName', 'policyName']);

interface ArnParts {
  /** Partition, service and region. */
  readonly place: readonly [string, string, string];
  readonly account: string;
  /** Each with the mark that stands before it. */
  readonly segments: readonly { readonly mark: string; readonly text: string; readonly isName: boolean }[];
}

export function arnParts(text: string): ArnParts | null {
  const [, partition, service, region, account, resource] =
    /^arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*):([^:]*):([\s\S]*)$/.exec(text) ?? [];
  if (partition === undefined || service === undefined || region === undefined || account === undefined || resource === undefined)
    return null;
  const parts = [...resource.matchAll(/([:/]?)([^:/]*)/g)].filter(([all]) => all !== '');
  const first = parts[0]?.[2] ?? '';
  const segments = parts.map(([, mark = '', segment = ''], index) => {
    const isType =
      parts.length > 1 &&
      ((index === 0 && types.has(segment)) ||
        (index === 1 && (subtypes[first] ?? []).includes(segment)) ||
        (index > 1 && inner.has(segment)));
    return { mark, text: segment, isName: !isType };
  });
  return { place: [partition, service, region], account, segments };
}

/** Keeps what the ARN says of the kind and the region of a resource, and nothing of which one it is. */
export function redactedArn({ place, account, segments }: ArnParts, replacements: Replacements): string {
  const owner = account === '' || account === 'aws' ? account : replacements.account(account);
  const resource = segments.map(({ mark, text, isName }) => mark + (isName ? replacements.for(text) : text));
  return ['arn', ...place, owner, resource.join('')].join(':');
}
