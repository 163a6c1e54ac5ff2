import { validator } from '../model/validation/validator.ts';
import { defaultParams } from '../engine/params.ts';
import type { SelectedRule } from '../engine/report.ts';
import type { Rule } from '../engine/rule.ts';
import { rules as builtIn } from '../generated/rules.ts';
import { InputError } from '../model/input-error.ts';
import type { Ruleset, Severity, SeverityScope } from '../model/report.ts';
import { globMatcher, nearest } from './names.ts';

/** What the configuration says of one rule. */
export interface RuleSetting {
  readonly isOff: boolean;
  readonly severity: Severity | null;
  readonly environments?: SeverityScope | null;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Selection {
  readonly ruleset: Ruleset;
  /** Globs of rule ids; where any is given, they choose among all rules instead of the rule set. */
  readonly include: readonly string[];
  /** Globs of rule ids, taken away last. */
  readonly exclude: readonly string[];
  readonly settings: Readonly<Record<string, RuleSetting>>;
}

/** @throws InputError for a glob or a rule id that means no rule, and for parameters that are not the rule's */
export function selectRules({ ruleset, include, exclude, settings }: Selection, rules: readonly Rule[] = builtIn): readonly SelectedRule[] {
  const included = chosen(include, rules, '--rules');
  const excluded = chosen(exclude, rules, '--skip');
  for (const id of Object.keys(settings)) {
    if (!rules.some((rule) => rule.id === id)) throw new InputError(`there is no rule ${id}${nearest(id, idsOf(rules))}`);
  }
  return rules
    .filter((rule) => (include.length > 0 ? included.has(rule) : rule.rulesets.includes(ruleset)))
    .filter((rule) => !excluded.has(rule) && settings[rule.id]?.isOff !== true)
    .map((rule) => {
      const setting = settings[rule.id];
      const { severity, environments } = rule;
      return {
        rule,
        severity: setting?.severity ?? severity,
        environments: setting?.environments ?? environments,
        params: paramsFor(rule, { ...rule.thresholds[ruleset], ...setting?.params }),
      };
    });
}

function chosen(globs: readonly string[], rules: readonly Rule[], flag: string): ReadonlySet<Rule> {
  return new Set(
    globs.flatMap((glob) => {
      const matches = globMatcher(glob);
      const found = rules.filter(({ id }) => matches(id));
      if (found.length === 0)
        throw new InputError(`${flag} ${glob} matches no rule${nearest(glob, idsOf(rules))}; \`ha-audit rules list\` names them all`);
      return found;
    }),
  );
}

function paramsFor(rule: Rule, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const params = { ...defaultParams(rule), ...given };
  const [error] = validator(rule.params).errorsOf(params);
  if (error === undefined) return params;
  throw new InputError(`parameters of ${rule.id}: ${error.instancePath} ${error.message}; \`ha-audit rules show ${rule.id}\` lists them`);
}

function idsOf(rules: readonly Rule[]): readonly string[] {
  return rules.map(({ id }) => id);
}
