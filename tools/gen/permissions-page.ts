import type { Rule } from '../../src/engine/rule.ts';
import type { Actions } from './actions.ts';
import type { Artefact } from './artefact.ts';
import { code, codes, markdownHeader, table } from './markdown.ts';

/** `docs/permissions.md`: which action reads which kind, and which rules need it. */
export function permissionsPage(rules: readonly Rule[], actions: Actions): Artefact {
  const rows = [...actions].flatMap(([kind, names]) => names.map((action) => [code(action), code(kind), needing(kind, rules)]));
  const content = [
    markdownHeader,
    '# Permissions',
    '',
    'What a live scan calls, and for which rules. All of it only lists and describes. `ha-audit permissions` prints the policy of the rules you',
    'selected; [iam/read-only.json](../iam/read-only.json) is the policy of all of them.',
    '',
    table(
      ['IAM action', 'reads', 'needed by'],
      rows.sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0)),
    ),
    '',
  ];
  return { path: 'docs/permissions.md', content: content.join('\n') };
}

function needing(kind: string, rules: readonly Rule[]): string {
  return codes(rules.filter(({ reads }) => reads.some((read) => read === kind)).map(({ id }) => id));
}
