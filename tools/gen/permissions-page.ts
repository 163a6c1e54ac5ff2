import type { Rule } from '../../src/engine/rule.ts';
import type { Actions } from './actions.ts';
import type { Artefact } from './artefact.ts';
import { code, codes, markdownHeader, table } from './markdown.ts';

const check = [
  '## Before a scan',
  '',
  '`ha-audit permissions --check` tries each action once in each region, with one page or one resource, and says which rules would be blind',
  'without it and which policy refuses. CloudTrail sees these reads and nothing else. The exit status is 3 where anything is missing.',
  '',
  '```console',
  '$ ha-audit permissions --check --rules rds.instance-multi-az',
  'rds:DescribeDBInstances: denied: No identity policy allows rds:DescribeDBInstances.',
  '  blind without it: rds.instance-multi-az',
  '```',
  '',
  'To allow what is missing, give the role the policy that `ha-audit permissions` prints; where a service control policy, a boundary or the',
  'session refuses, that one has to allow it too. `untried` means that the account holds nothing to try the action on.',
  '',
  '## Actions',
  '',
];

/** `docs/permissions.md`: which action reads which kinds, and which rules need it. */
export function permissionsPage(rules: readonly Rule[], actions: Actions): Artefact {
  const names = [...new Set([...actions.values()].flatMap(({ own }) => own))].sort();
  const rows = names.map((action) => [code(action), codes(readWith(action, actions)), codes(needing(action, rules, actions))]);
  const content = [
    markdownHeader,
    '# Permissions',
    '',
    'What a live scan calls, and for which rules. All of it only lists and describes. `ha-audit permissions` prints the policy of the rules you',
    'selected; [iam/read-only.json](../iam/read-only.json) is the policy of all of them. Every run also asks `ec2:DescribeRegions` which regions are',
    'enabled, and `sts:GetCallerIdentity`, which needs no permission, whose account it is.',
    '',
    ...check,
    table(['IAM action', 'reads', 'needed by'], rows),
    '',
  ];
  return { path: 'docs/permissions.md', content: content.join('\n') };
}

function readWith(action: string, actions: Actions): readonly string[] {
  return [...actions].flatMap(([kind, { own }]) => (own.includes(action) ? [kind] : []));
}

/** Rules that read such a kind, or one that is found by looking at it. */
function needing(action: string, rules: readonly Rule[], actions: Actions): readonly string[] {
  return rules.filter(({ reads }) => reads.some((kind) => actions.get(kind)?.needed.includes(action))).map(({ id }) => id);
}
