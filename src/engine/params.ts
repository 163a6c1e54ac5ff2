import type { Params } from './evaluate.ts';
import type { Rule } from './rule.ts';

/** The parameters of a rule where the configuration says nothing. */
export function defaultParams({ params }: Pick<Rule, 'params'>): Params {
  return Object.fromEntries(Object.entries(params.properties).map(([name, schema]) => [name, defaultOf(schema)]));
}

function defaultOf(schema: { readonly default?: unknown }): unknown {
  return schema.default;
}
