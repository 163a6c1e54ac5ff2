import type { CoverageEntry } from '../../model/coverage.ts';
import type { ReportHeader, RuleSummary } from '../../model/report.ts';
import { coverageText } from '../counts-text.ts';
import { counted } from '../finding-text.ts';
import { causeText } from '../gap-text.ts';
import { seenTexts } from '../seen-text.ts';
import { type Html, html, name } from './escape.ts';
import { code } from './finding.ts';
import { badge } from './marks.ts';
import { table } from './table.ts';

const fullyRead: ReadonlySet<CoverageEntry['status']> = new Set(['complete', 'disabled', 'unavailable'] as const);

/** How far everything was read: what was not in full, the rest by kind; and what stands there that no rule speaks of. */
export function coverageSection({ coverage, seen = [] }: ReportHeader): Html {
  const missing = coverage.filter(({ status }) => !fullyRead.has(status));
  const kinds = grouped(coverage, ({ kind }) => kind);
  return html`<section id="coverage" aria-labelledby="h-cov"><h2 id="h-cov">Coverage</h2>
<p class="lead">${coverageText(coverage)}</p>${seenTexts(seen, Number.POSITIVE_INFINITY).map((text) => html`<p>${name(text)}</p>`)}
${missing.length === 0 ? null : table('Not read in full', ['Kind', 'Account', 'Region', 'Status', 'Read', 'Why'], missing.map(missingRow))}
${
  kinds.size === 0
    ? null
    : html`<details class="all"><summary>${counted(kinds.size, 'kind')} of resources</summary>${table(
        'What was read, by kind',
        ['Kind', 'Items', 'Places', 'Status'],
        [...kinds].map(([kind, entries]) => kindRow(kind, entries)),
      )}</details>`
}</section>
`;
}

function missingRow({ kind, account, region, status, items, gaps }: CoverageEntry): Html {
  const whys = gaps.map(({ reason, action, detail }) => html`<p>${name(causeText(reason, action))}: ${name(detail)}</p>`);
  return html`<tr><th scope="row">${code(kind)}</th><td>${name(account)}</td><td>${name(region)}</td><td>${status}</td><td>${items}</td><td>${whys}</td></tr>`;
}

function kindRow(kind: string, entries: readonly CoverageEntry[]): Html {
  const statuses = [...grouped(entries, ({ status }) => status)].map(([status, of]) =>
    of.length === entries.length ? status : `${status} in ${of.length}`,
  );
  const items = entries.reduce((sum, entry) => sum + entry.items, 0);
  return html`<tr><th scope="row">${code(kind)}</th><td>${items}</td><td>${entries.length}</td><td>${statuses.join(', ')}</td></tr>`;
}

/** Every rule that was held against the account, with what came of it. */
export function rulesSection({ rules }: ReportHeader): Html {
  const row = ({ id, title, severity, pass, fail, unknown, notApplicable }: RuleSummary) =>
    html`<tr><th scope="row">${name(title)}<br>${code(id)}</th><td>${badge(severity)}</td>${[fail, unknown, pass, notApplicable].map((count) => html`<td>${count === 0 ? '–' : count}</td>`)}</tr>`;
  return html`<section id="rules" aria-labelledby="h-rules"><h2 id="h-rules">Rules <span class="n">${rules.length}</span></h2>
<details class="all"><summary>What was checked</summary>${table('Verdicts by rule', ['Rule', 'Severity', 'Fail', 'Unknown', 'Pass', 'Not applicable'], rules.map(row))}</details></section>
`;
}

function grouped(
  entries: readonly CoverageEntry[],
  keyOf: (entry: CoverageEntry) => string,
): ReadonlyMap<string, readonly CoverageEntry[]> {
  const groups = new Map<string, CoverageEntry[]>();
  for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return groups;
}
