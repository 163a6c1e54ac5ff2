import type { Facts } from '../../../model/kinds.ts';
import { MissingFieldError, required } from '../define.ts';

type Statement = Facts<'iam.policy'>['statements'][number];

/**
 * The statements of a policy document as IAM sends it: JSON, percent-encoded.
 *
 * @throws MissingFieldError where it is no such document: what it grants is not known then.
 */
export function statementsOf(document: string | undefined): readonly Statement[] {
  const statements = property(parsed(required(document, 'policy document')), 'Statement');
  return (Array.isArray(statements) ? statements : [statements]).map(statement);
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(document));
  } catch {
    throw new MissingFieldError('policy document that is JSON');
  }
}

function statement(value: unknown): Statement {
  const effect = property(value, 'Effect');
  if (effect !== 'Allow' && effect !== 'Deny') throw new MissingFieldError('policy statement with an effect');
  return {
    effect,
    actions: texts(property(value, 'Action')),
    notActions: texts(property(value, 'NotAction')),
    resources: texts(property(value, 'Resource')),
    notResources: texts(property(value, 'NotResource')),
    isConditional: property(value, 'Condition') !== undefined,
  };
}

/** One text or a list of them. */
function texts(value: unknown): readonly string[] {
  const list: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return list.map((each) => {
    if (typeof each !== 'string') throw new MissingFieldError('policy statement that names actions and resources');
    return each;
  });
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
