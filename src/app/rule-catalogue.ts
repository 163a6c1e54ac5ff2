import type { Rule } from '../engine/rule.ts';
import { rules as builtIn } from '../generated/rules.ts';
import { InputError } from '../model/input-error.ts';
import type { Kind } from '../model/kinds.ts';
import type { Fix, Ruleset, Severity, SeverityScope } from '../model/report.ts';
import { exampleFix } from './example-fix.ts';
import { nearest } from './names.ts';
import { actionsFor } from './policy.ts';

export { pageOf } from '../engine/references.ts';

/** A rule as `rules list --format json` prints it. */
export interface RuleDescription {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly rulesets: readonly Ruleset[];
  readonly invariants: readonly string[];
  readonly references: readonly string[];
  readonly why: string;
  readonly subject: Kind;
  readonly reads: readonly Kind[];
  /** JSON Schema of the parameters. */
  readonly params: ParamsSchema;
  /** IAM actions that its reads need, sorted. */
  readonly actions: readonly string[];
  /** Where the severity holds: in production, with less counting elsewhere, or in all environments. */
  readonly environments: SeverityScope;
}

interface ParamsSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, { readonly default?: unknown; readonly description?: string }>>;
  readonly required: readonly string[];
  readonly additionalProperties: unknown;
}

export function ruleDescriptions(rules: readonly Rule[] = builtIn): readonly RuleDescription[] {
  return rules.map(describe);
}

function describe(rule: Rule): RuleDescription {
  const { id, title, severity, rulesets, invariants, references, why, subject, reads, params, environments } = rule;
  const { type, properties, required = [], additionalProperties } = params;
  const schema = { type, properties, required, additionalProperties };
  const actions = actionsFor(reads);
  return { id, title, severity, rulesets, invariants, references, why, subject, reads, params: schema, actions, environments };
}

/** The same with how to mend a finding, in which capitals stand for what belongs to the resource; null where that cannot be told without one. */
export interface RuleExplanation extends RuleDescription {
  readonly fix: Fix | null;
}

/** @throws InputError where there is no such rule */
export function explainRule(id: string): RuleExplanation {
  const rule = builtIn.find((each) => each.id === id);
  if (rule !== undefined) return { ...describe(rule), fix: exampleFix(rule) };
  const ids = builtIn.map((each) => each.id);
  throw new InputError(`there is no rule ${id}${nearest(id, ids)}; \`ha-audit rules list\` names them all`);
}
