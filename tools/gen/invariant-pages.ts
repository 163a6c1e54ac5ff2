import type { Rule } from '../../src/engine/rule.ts';
import type { Artefact } from './artefact.ts';
import type { InvariantArea } from './invariants.ts';
import { code, markdownHeader, table } from './markdown.ts';

/** `docs/invariants.md`: which rules decide an invariant; `docs/not-modelled.md`: which ones no rule can decide, and why. */
export function invariantPages(areas: readonly InvariantArea[], rules: readonly Rule[]): readonly Artefact[] {
  const deciding = (id: string) => rules.filter(({ invariants }) => invariants.includes(id));
  const all = areas.flatMap(({ invariants }) => invariants);
  const decided = all.filter(({ id }) => deciding(id).length > 0).length;
  const undecidable = all.filter((row) => row.undecidable !== null).length;
  const state = (id: string, reason: string | null) => {
    const links = deciding(id).map((rule) => `[${code(rule.id)}](rules/${rule.id}.md)`);
    if (links.length > 0) return links.join(', ');
    return reason === null ? 'planned' : '[not decidable](not-modelled.md)';
  };
  const coverage = [
    markdownHeader,
    '# Invariants',
    '',
    `Of ${String(all.length)} invariants of a highly available three-tier architecture, rules decide ${String(decided)}; ` +
      `${String(undecidable)} cannot be decided from any API; the others are planned.`,
    '',
    ...areas.flatMap(({ area, invariants }) => [
      `## ${area}`,
      '',
      table(
        ['invariant', 'holds when', 'decided by'],
        invariants.map(({ id, says, undecidable: reason }) => [code(id), says, state(id, reason)]),
      ),
      '',
    ]),
  ];
  const missing = all.flatMap(({ id, says, undecidable: reason }) => (reason === null ? [] : [[code(id), says, reason]]));
  const notModelled = [
    markdownHeader,
    '# Not modelled',
    '',
    'Invariants that no rule decides, because no API tells what would be needed, or tells it to nobody but the workload itself.',
    '',
    table(['invariant', 'holds when', 'why no rule decides it'], missing),
    '',
  ];
  return [
    { path: 'docs/invariants.md', content: coverage.join('\n') },
    { path: 'docs/not-modelled.md', content: notModelled.join('\n') },
  ];
}
