import { type ReportHeader, type Result, severities } from '../../model/report.ts';
import { type Html, html, type Part } from './escape.ts';
import type { Gathered } from './gather.ts';

/** A style rule each: more of them would slow the page down. The search finds the others. */
const mostWorkloads = 60;
const mostRules = 200;

export interface Filters {
  readonly controls: Html;
  /** What makes the controls work, without a script. */
  readonly style: string;
  readonly classesOf: (results: readonly Result[]) => string;
}

/** Controls by severity, workload and rule that work by style alone; a browser that can't hides them and shows everything. */
export function filtersOf({ baseline }: ReportHeader, { workloads, rules }: Gathered): Filters {
  const byWorkload = new Map(workloads.slice(0, mostWorkloads).map((name, index) => [name, `w${index}`]));
  const byRule = new Map(rules.slice(0, mostRules).map((name, index) => [name, `r${index}`]));
  return {
    controls: html`<form class="filters" aria-label="Filter findings"><fieldset><legend>Severity</legend>${severities.map(
      (severity) => html`<label><input type="checkbox" id="s-${severity}" checked> ${severity}</label>`,
    )}</fieldset>${select('Workload', 'every workload', byWorkload, workloads.length)}${select('Rule', 'every rule', byRule, rules.length)}${
      baseline === undefined ? null : html`<label><input type="checkbox" id="only-new"> new ones only</label>`
    }<label class="script" hidden>Search <input type="search" id="q" autocomplete="off" spellcheck="false"></label><span class="script" hidden><button type="button" id="open">Open all</button></span><output class="script" id="count" hidden></output></form>`,
    style: [
      ...severities.map((severity) => `body:has(#s-${severity}:not(:checked)) .g.${severity}{display:none}`),
      ...[...byWorkload.values(), ...byRule.values()].map(
        (key) => `body:has(#o-${key}:checked) :is(.f:not(.${key}),.g:not(:has(.${key}))){display:none}`,
      ),
      'body:has(#only-new:checked) :is(.f:not(.new),.g:not(:has(.f.new))){display:none}',
    ].join(''),
    classesOf: (results) => {
      const classes = results.flatMap(({ rule, workloads: names, baseline: state }) => [
        byRule.get(rule) ?? [],
        ...names.map((name) => byWorkload.get(name) ?? []),
        state === 'new' ? 'new' : [],
      ]);
      return [...new Set(classes.flat())].join(' ');
    },
  };
}

function select(title: string, all: string, options: ReadonlyMap<string, string>, total: number): Part {
  if (options.size < 2) return null;
  const names = [...options].sort(([left], [right]) => (left < right ? -1 : 1));
  const more = total > options.size ? html`<option disabled>and ${total - options.size} more: use the search</option>` : null;
  return html`<label>${title} <select><option>${all}</option>${names.map(
    ([name, key]) => html`<option id="o-${key}">${name === '' ? '(no name)' : name}</option>`,
  )}${more}</select></label>`;
}
