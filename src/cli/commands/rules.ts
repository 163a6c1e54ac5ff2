import Table from 'cli-table3';
import { ruleDescription, type RuleDescription, ruleDescriptions } from '../../app/rule-catalogue.ts';
import { pageOf } from '../../engine/references.ts';

export function listRules(format: string): void {
  const rules = ruleDescriptions();
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(rules, null, 2)}\n`);
    return;
  }
  const table = new Table({ head: ['rule', 'severity', 'from rule set', 'what holds'], style: { head: [], border: [] }, colWidths: [44, 10, 15, 62], wordWrap: true });
  for (const { id, severity, rulesets, title } of rules) table.push([id, severity, rulesets[0] ?? '', title]);
  process.stdout.write(`${table.toString()}\n${rules.length} rules; \`ha-audit rules show RULE\` explains one\n`);
}

export function showRule(id: string, format: string): void {
  const rule = ruleDescription(id);
  process.stdout.write(format === 'json' ? `${JSON.stringify(rule, null, 2)}\n` : explain(rule));
}

function explain({ id, title, severity, rulesets, invariants, references, why, subject, reads, params, actions }: RuleDescription): string {
  const pages = references.map((reference) => `  ${reference}  ${pageOf(reference) ?? ''}`.trimEnd());
  return [
    `${id} (${severity})`,
    title,
    '',
    why,
    '',
    `Judges      ${subject}`,
    `Rule sets   ${rulesets.join(', ')}`,
    `Invariants  ${invariants.join(', ')}`,
    `Reads       ${reads.join(', ')}`,
    `Needs       ${actions.join(', ')}`,
    ...parameterLines(params),
    'References',
    ...pages,
    '',
  ].join('\n');
}

function parameterLines(params: unknown): readonly string[] {
  const properties: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, 'properties') : {};
  const entries = Object.entries(typeof properties === 'object' && properties !== null ? properties : {});
  return entries.length === 0 ? [] : ['Parameters', ...entries.map(([name, schema]) => `  ${name} = ${JSON.stringify(Reflect.get(Object(schema), 'default'))}  ${String(Reflect.get(Object(schema), 'description') ?? '')}`)];
}
