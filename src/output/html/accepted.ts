import type { BaselineFinding, BaselineSummary, Report, Result, WaiverSummary } from '../../model/report.ts';
import type { OutputOptions } from '../define.ts';
import { counted, findingTexts, resourceName } from '../finding-text.ts';
import { visibleResults } from '../visible-results.ts';
import { type Html, html, name, type Part } from './escape.ts';
import { code } from './finding.ts';
import { badge } from './marks.ts';

const states = { active: 'applies', expired: 'expired: applies no more', unused: 'matches nothing' } as const;

/** Accepted risks: what the configuration says, what became of it, and every finding that is waived. */
export function* waivers(report: Report, options: OutputOptions): Iterable<Html> {
  const { waivers: entries = [], counts } = report;
  if (entries.length === 0 && counts.waived === 0) return;
  yield html`<section id="waived" aria-labelledby="h-waived"><h2 id="h-waived">Waived <span class="n">${counts.waived}</span></h2>
<p class="lead">Failing, but accepted by somebody until a day. They do not count for the exit status.</p>
${entries.length === 0 ? null : waiverTable(entries)}<ul class="rows">
`;
  const titles = new Map(report.rules.map(({ id, title }) => [id, title]));
  for (const result of visibleResults(report, options)) if (result.waiver !== null) yield waived(result, titles.get(result.rule) ?? '');
  yield html`</ul></section>
`;
}

function waiverTable(entries: readonly WaiverSummary[]): Html {
  const row = ({ match, reason, owner, expires, ticket, state, findings, note, line }: WaiverSummary) =>
    html`<tr class="${state}"><td>${Object.entries(match).map(([field, value]) => html`<p>${field}: ${code(value)}</p>`)}${line === null ? null : html`<p class="dim">line ${line}</p>`}</td><td>${name(reason)}${ticket === undefined ? null : html` ${code(ticket)}`}</td><td>${name(owner)}</td><td>${name(expires)}</td><td>${states[state]}${note === null ? null : html`<p>${name(note)}</p>`}</td><td>${findings}</td></tr>`;
  const head = ['Matches', 'Reason', 'Owner', 'Until', 'State', 'Findings'].map((title) => html`<th scope="col">${title}</th>`);
  return html`<div class="wide" tabindex="0" role="region" aria-label="Waivers"><table><caption>${counted(entries.length, 'waiver')} of the configuration</caption><thead><tr>${head}</tr></thead><tbody>${entries.map(row)}</tbody></table></div>`;
}

function waived(result: Result, title: string): Html {
  const { id, rule, severity, resource, waiver } = result;
  const [first = ''] = findingTexts(result, title, 1);
  const accepted: Part =
    waiver === null ? null : html`<br>Accepted by ${name(waiver.owner)} until ${name(waiver.expires)}: ${name(waiver.reason)}`;
  return html`<li id="f-${id}">${badge('waived')} ${badge(severity)} <b>${name(resourceName(resource))}</b>: ${name(first)}${accepted} <span class="dim">${code(rule)}, ${code(resource.id)}, ${code(id)}</span></li>
`;
}

/** What became of the findings of an earlier run. */
export function baselineSection(baseline: BaselineSummary | undefined): Html | null {
  if (baseline === undefined) return null;
  const lists = [
    ['Fixed', baseline.fixed],
    ['No longer judged: unknown now, not fixed', baseline.unknown],
    ['Their resource is gone: not fixed', baseline.gone],
    ['No part of this run', baseline.notJudged],
  ] as const;
  return html`<section id="baseline" aria-labelledby="h-base"><h2 id="h-base">Since the baseline</h2>
<p class="lead">Held against the report of ${name(baseline.takenAt)}: <b>${baseline.new} new</b>, ${baseline.unchanged} unchanged, ${baseline.fixed.length} fixed.</p>
${lists.map(([title, findings]) => (findings.length === 0 ? null : html`<details class="all"><summary>${title}: ${findings.length}</summary><ul>${findings.map(baselineItem)}</ul></details>`))}</section>
`;
}

function baselineItem({ id, rule, severity, resource, name: own }: BaselineFinding): Html {
  return html`<li>${badge(severity)} <b>${name(own ?? resource)}</b>: ${code(rule)}, ${code(id)}</li>`;
}
