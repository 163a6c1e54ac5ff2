import Table from 'cli-table3';
import { explainRule, pageOf, type RuleDescription, ruleDescriptions, type RuleExplanation } from '../../app/rule-catalogue.ts';
import { writeStandardOutput } from '../../app/standard-output.ts';
import type { ExitCode } from '../../model/report.ts';

export async function listRules(format: string): Promise<ExitCode> {
  const rules = ruleDescriptions();
  await writeStandardOutput([format === 'json' ? jsonOf(rules) : tableOf(rules)]);
  return 0;
}

/** @throws InputError where there is no such rule */
export async function showRule(id: string, format: string): Promise<ExitCode> {
  const rule = explainRule(id);
  await writeStandardOutput([format === 'json' ? jsonOf(rule) : textOf(rule)]);
  return 0;
}

function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function tableOf(rules: readonly RuleDescription[]): string {
  const head = ['rule', 'severity', 'from rule set', 'what holds'];
  const widest = Math.max(...rules.map(({ id }) => id.length));
  const table = new Table({ head, style: { head: [], border: [] }, colWidths: [widest + 2, 10, 15, 62], wordWrap: true });
  for (const { id, severity, rulesets, title } of rules) table.push([id, severity, rulesets[0] ?? '', title]);
  return `${table.toString()}\n${rules.length} rules; \`ha-audit rules show RULE\` explains one\n`;
}

function textOf(rule: RuleExplanation): string {
  const { id, title, severity, rulesets, invariants, references, why, subject, reads, params, actions, environments, fix } = rule;
  const parameters = Object.entries(params.properties).map(
    ([name, schema]) => `${name} = ${JSON.stringify(schema.default)}  ${schema.description ?? ''}`,
  );
  return [
    `${id} (${severity}${environments === 'all' ? ' in every environment' : ''})`,
    title,
    '',
    why,
    '',
    `Judges      ${subject}`,
    `Rule sets   ${rulesets.join(', ')}`,
    `Invariants  ${invariants.join(', ')}`,
    `Reads       ${reads.join(', ')}`,
    `Needs       ${actions.join(', ')}`,
    ...section('Parameters', parameters),
    ...section(
      'References',
      references.map((reference) => `${reference}  ${pageOf(reference) ?? ''}`.trimEnd()),
    ),
    ...section('Fix, for example', fixLines(fix)),
    '',
  ].join('\n');
}

function fixLines(fix: RuleExplanation['fix']): readonly string[] {
  if (fix === null) return [];
  const ways = [
    ['AWS CLI', fix.cli],
    ['Terraform', fix.terraform],
    ['CloudFormation', fix.cloudformation],
    ['Effect', fix.effect],
  ] as const;
  return ways.flatMap(([way, text]) => (text === null ? [] : [`${way}: ${text}`]));
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}
