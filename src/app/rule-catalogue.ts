import type { Rule } from '../engine/rule.ts';
import { actions } from '../generated/actions.ts';
import { rules as builtIn } from '../generated/rules.ts';
import { InputError } from '../model/input-error.ts';
import type { Kind } from '../model/kinds.ts';
import type { Ruleset, Severity } from '../model/report.ts';
import { nearest } from './names.ts';

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
  readonly params: unknown;
  /** IAM actions that its reads need. */
  readonly actions: readonly string[];
}

export function ruleDescriptions(rules: readonly Rule[] = builtIn): readonly RuleDescription[] {
  return rules.map(({ id, title, severity, rulesets, invariants, references, why, subject, reads, params }) => {
    const { type, properties, required, additionalProperties } = params;
    return { id, title, severity, rulesets, invariants, references, why, subject, reads, params: { type, properties, required, additionalProperties }, actions: actionsFor(reads) };
  });
}

/** @throws InputError where there is no such rule */
export function ruleDescription(id: string): RuleDescription {
  const found = ruleDescriptions().find((rule) => rule.id === id);
  if (found !== undefined) return found;
  throw new InputError(`there is no rule ${id}${nearest(id, builtIn.map((rule) => rule.id))}; \`ha-audit rules list\` names them all`);
}

/** The IAM actions that read these kinds, sorted. */
export function actionsFor(kinds: Iterable<Kind>): readonly string[] {
  return [...new Set([...kinds].flatMap((kind) => actions[kind]))].sort();
}
