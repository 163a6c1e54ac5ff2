import type { Rule } from '../../src/engine/rule.ts';
import { rulesets } from '../../src/model/terms.ts';
import type { Artefact } from './artefact.ts';
import { code, markdownHeader, table } from './markdown.ts';

const purposes: Readonly<Record<(typeof rulesets)[number], string>> = {
  starter: 'What takes a service down, loses data or opens it to the world. Few enough to mend in a week, and none to argue about.',
  standard: 'The default: the whole architecture, with the thresholds on which the references agree.',
  strict:
    'Asks for more where the references differ, and for what helps only some: three zones, longer retention, advice on cost and operation.',
};

/** `docs/rule-sets.md`: what each set holds, and the thresholds in which they differ. */
export function ruleSetPage(rules: readonly Rule[]): Artefact {
  const differing = rules.flatMap(({ id, thresholds, params }) =>
    Object.entries(thresholds).flatMap(([ruleset, values]) =>
      Object.entries(values).map(([name, value]) => [
        `[${code(id)}](rules/${id}.md)`,
        code(name),
        code(JSON.stringify(params.properties[name]?.['default'])),
        `${code(JSON.stringify(value))} in ${ruleset}`,
      ]),
    ),
  );
  const added = (ruleset: (typeof rulesets)[number]) => rules.filter((rule) => rule.rulesets[0] === ruleset);
  const content = [
    markdownHeader,
    '# Rule sets',
    '',
    `${code('--ruleset NAME')}, or ${code('ruleset: NAME')} in the configuration. Each set holds the ones before it.`,
    '',
    ...rulesets.flatMap((name) => [
      `## ${name}`,
      '',
      purposes[name],
      '',
      `${String(rules.filter((rule) => rule.rulesets.includes(name)).length)} rules. Its own: ${
        added(name)
          .map(({ id }) => `[${code(id)}](rules/${id}.md)`)
          .join(', ') || 'none'
      }.`,
      '',
    ]),
    '## Thresholds that differ',
    '',
    'Every other parameter is the same in all sets; its default and the source of it are on the page of the rule. The configuration goes before both.',
    '',
    table(['rule', 'parameter', 'default', 'otherwise'], differing),
    '',
    '## Where references disagree',
    '',
    table(['about', 'they say', 'here'], disagreements),
    '',
  ];
  return { path: 'docs/rule-sets.md', content: content.join('\n') };
}

/** Published guides and templates of this architecture ask for different values; a rule has to pick one. */
const disagreements: readonly (readonly string[])[] = [
  ['zones', 'two; three where it can be had', 'two, `strict` three'],
  ['NAT gateways', 'one per zone; one alone in examples', 'one per zone that uses NAT, or one in regional mode'],
  ['smallest size of a group', 'two; one per zone', 'two, and one per zone as a rule of its own'],
  ['grace period', '300 s; 1.5 times the boot time', 'both, as two rules'],
  ['CPU target', '70 %; steps at 30 % and 70 %', '40 to 80 % passes'],
  ['interval of health checks', '10 to 30 s', '10 to 30 s'],
  ['time to detect a dead target', '45 to 90 s', '20 to 90 s'],
  ['deregistration delay', '30 s; 1 to 60 s; the default of 300 s', '10 to 120 s'],
  ['stickiness', 'off, no exceptions; a matter of taste', 'off'],
  ['port 80', 'redirected; served in examples', 'redirected, or closed'],
  ['SSH', 'none; from a bastion; from one address', 'never from the world; none or a bastion group'],
  ['data subnets', 'no route out at all; NAT shared with the app tier', 'no route to the internet'],
  ['egress of load balancers', 'to the app group only; everywhere', '`strict` alone: to the targets, at low severity'],
  ['launch template version', 'a number; `$Default`; the name alone', 'a number'],
  ['backups of databases', '7 days; 14 days', '7 days, `strict` 14'],
  ['snapshots of caches', '1, 7 or 15 days', '1 day'],
  ['replicas of a cache', 'one per shard; two', 'one'],
  ['Fargate platform version', 'pinned; LATEST', 'a parameter; both pass by default'],
];
