import type { Rule } from '../../src/engine/rule.ts';
import type { Actions } from './actions.ts';
import type { Artefact } from './artefact.ts';
import { code, codes, markdownHeader, table } from './markdown.ts';

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
