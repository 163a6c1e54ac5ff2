import type { Report, Result, RuleSummary } from '../../model/report.ts';
import { hiddenText } from '../counts-text.ts';
import type { OutputOptions } from '../define.ts';
import { counted, resourceName } from '../finding-text.ts';
import { closed } from '../sentence.ts';
import { figure, type Html, html, name, type Part } from './escape.ts';
import type { Filters } from './filters.ts';
import { code, finding, type Telling } from './finding.ts';
import { type Gathered, type Group, groupOf, isFinding } from './gather.ts';
import { badge } from './marks.ts';

/** A page with more findings than this in full is no longer quick; the others stand on a line each. */
const mostInFull = 20_000;
/** So few critical findings are opened, for everybody to see at once what is wrong and how to mend it. */
const mostOpen = 5;

/** Findings by severity and rule, worst first, as they come. What follows from another stands with its cause. */
export function* findings(report: Report, options: OutputOptions, gathered: Gathered, filters: Filters): Iterable<Html> {
  const { shown, hidden, folding, groups } = gathered;
  yield html`<section id="findings" aria-labelledby="h-findings"><h2 id="h-findings">Findings <span class="n">${figure(shown)}</span></h2>
${hidden > 0 ? html`<p class="note">${hiddenText(hidden)}</p>` : null}${shown === 0 ? html`<p class="lead">${noFindings(report)}</p>` : filters.controls}<div class="list">
`;
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const { accounts, regions } = report.run;
  const telling: Telling = {
    rules,
    classesOf: filters.classesOf,
    namesPlace: accounts.length > 1 || regions.length > 1,
    opensCritical: report.counts.failBySeverity.critical <= mostOpen,
  };
  let group = '';
  let told = 0;
  for (const result of report.results) {
    if (!isFinding(result, options) || folding.isFolded(result)) continue;
    if (groupOf(result) !== group) {
      if (group !== '') yield html`</section>`;
      group = groupOf(result);
      yield groupHead(result, rules.get(result.rule), groups.get(group), filters);
    }
    told += 1;
    if (told === mostInFull + 1)
      yield html`<p class="note">From here on, findings stand without evidence and fix; the JSON report has both.</p>`;
    if (told <= mostInFull) yield finding(result, folding.of(result), telling);
    else for (const each of [result, ...[...folding.of(result).values()].flat()]) yield line(each, filters);
  }
  yield html`${group === '' ? null : html`</section>`}</div></section>
`;
}

function noFindings({ counts }: Report): string {
  if (counts.unknown > 0) return 'None was found, but not everything could be judged: see what is unknown.';
  return counts.pass + counts.waived === 0 ? 'None was found, because nothing was judged.' : 'None.';
}

function groupHead({ severity, rule }: Result, summary: RuleSummary | undefined, group: Group | undefined, filters: Filters): Html {
  const { title = rule, why = '', helpUri = '' } = summary ?? {};
  const help: Part = helpUri.startsWith('https://') ? html` · <a href="${helpUri}" rel="noreferrer">about this rule</a>` : null;
  return html`<section class="g ${severity} ${filters.groupClasses(group)}"><header>${badge(severity)}<h3>${name(title)}</h3><p class="dim">${code(rule)} · does not hold for ${counted(group?.count ?? 0, 'resource')}${help}</p>${
    why === '' ? null : html`<p class="why">${name(closed(why))}</p>`
  }</header>
`;
}

function line(result: Result, filters: Filters): Html {
  return html`<p class="f line ${filters.classesOf([result])}" id="f-${result.id}"><b>${name(resourceName(result.resource))}</b>: ${name(result.message)} ${code(result.id)}</p>
`;
}
