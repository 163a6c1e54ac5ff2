import type { Rule } from '../../src/engine/rule.ts';
import type { Actions } from './actions.ts';
import type { Artefact } from './artefact.ts';
import type { JsonSchema } from '../../src/model/validation/json-schema.ts';
import { code, codes, markdownHeader, table } from './markdown.ts';

/** `docs/rules/`: a page for each rule, and the catalogue of them all. */
export function rulePages(rules: readonly Rule[], actions: Actions): readonly Artefact[] {
  return [catalogue(rules), ...rules.map((rule) => ({ path: `docs/rules/${rule.id}.md`, content: page(rule, actions) }))];
}

function catalogue(rules: readonly Rule[]): Artefact {
  const areas = [...new Set(rules.map(areaOf))].sort();
  const content = [
    markdownHeader,
    '# Rules',
    '',
    `${String(rules.length)} rules. *Rule set* is the smallest that holds the rule; the larger ones (starter ⊂ standard ⊂ strict) hold it too.`,
    'Which invariants they decide is in [invariants.md](../invariants.md).',
    '',
    ...areas.flatMap((area) => [`## ${area}`, '', areaTable(rules.filter((rule) => areaOf(rule) === area)), '']),
  ];
  return { path: 'docs/rules/README.md', content: content.join('\n') };
}

function areaOf({ id }: Rule): string {
  return id.slice(0, id.indexOf('.'));
}

function areaTable(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, title, severity, rulesets, invariants }) => [
    `[${code(id)}](${id}.md)`,
    title,
    severity,
    rulesets[0] ?? '',
    codes(invariants),
  ]);
  return table(['rule', 'holds when', 'severity', 'rule set', 'invariants'], rows);
}

function page(rule: Rule, actions: Actions): string {
  const needed = [...new Set(rule.reads.flatMap((kind) => actions.get(kind)?.needed ?? []))].sort();
  return [
    markdownHeader,
    `# ${rule.title}`,
    '',
    rule.why,
    '',
    table(
      ['', ''],
      [
        ['rule', code(rule.id)],
        ['severity', rule.severity],
        ['rule sets', rule.rulesets.join(', ')],
        ...Object.entries(rule.thresholds).map(([name, values]) => [`thresholds in ${name}`, code(JSON.stringify(values))]),
        ['judges', code(rule.subject)],
        ['invariants', codes(rule.invariants)],
        ['references', codes(rule.references)],
        ...(rule.subsumedBy.length === 0 ? [] : [['follows from', codes(rule.subsumedBy)]]),
      ],
    ),
    '',
    '## Parameters',
    '',
    ...parameters(rule),
    '',
    '## What it reads',
    '',
    `Kinds: ${codes(rule.reads)}.`,
    ...(rule.topology.length === 0 ? [] : ['', `Derived from them: ${rule.topology.join(', ')}.`]),
    '',
    `IAM actions: ${codes(needed)}.`,
    '',
    '## Configuring it',
    '',
    '```yaml',
    'rules:',
    `  ${rule.id}: { severity: ${rule.severity === 'low' ? 'medium' : 'low'} }   # or: off`,
    '```',
    '',
  ].join('\n');
}

function parameters({ params }: Rule): readonly string[] {
  const entries: readonly (readonly [string, JsonSchema])[] = Object.entries(params.properties);
  if (entries.length === 0) return ['None.'];
  const rows = entries.map(([name, { default: preset, description }]) => [
    code(name),
    code(JSON.stringify(preset)),
    typeof description === 'string' ? description : '',
  ]);
  return [table(['parameter', 'default', 'meaning'], rows)];
}
