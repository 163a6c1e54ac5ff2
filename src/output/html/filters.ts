import { type ReportHeader, type Result, severities } from '../../model/report.ts';
import { type Html, html, type Part } from './escape.ts';
import { accountAndRegion, type Gathered, type Group } from './gather.ts';

/** Each is a rule of style that every finding is held against; the search finds the others. */
const mostWorkloads = 40;
const mostRules = 200;
const mostPlaces = 60;

export interface Filters {
  readonly controls: Html;
  /** What makes the controls work, without a script. */
  readonly style: string;
  /** Classes of a finding, given with what follows from it, and of a group. */
  readonly classesOf: (results: readonly Result[]) => string;
  readonly groupClasses: (group: Group | undefined) => string;
}

/** Controls by severity, workload, account and rule that work by style alone; a browser that can't hides them and shows everything. */
export function filtersOf({ baseline }: ReportHeader, { workloads, rules, places }: Gathered): Filters {
  const byWorkload = new Map(workloads.slice(0, mostWorkloads).map((name, index) => [name, `w${index}`]));
  const byRule = new Map(rules.slice(0, mostRules).map((name, index) => [name, `r${index}`]));
  const byPlace = new Map(places.length < 2 ? [] : places.slice(0, mostPlaces).map((name, index) => [name, `p${index}`]));
  const keysOf = (names: Iterable<string>, keys: ReadonlyMap<string, string>) => [...names].flatMap((name) => keys.get(name) ?? []);
  // `:has` stands on the small form alone: on the whole page it would be asked anew for every element that is read.
  const on = (condition: string, hidden: string) => `.filters:has(${condition})+.list :is(${hidden}){display:none}`;
  return {
    controls: html`<form class="filters" aria-label="Filter findings"><fieldset><legend>Severity</legend>${severities.map(
      (severity) => html`<label><input type="checkbox" id="s-${severity}" checked> ${severity}</label>`,
    )}</fieldset>${select('Workload', 'every workload', byWorkload, workloads.length)}${select('Account', 'every account and region', byPlace, places.length)}${select('Rule', 'every rule', byRule, rules.length)}${
      baseline === undefined ? null : html`<label><input type="checkbox" id="only-new"> new ones only</label>`
    }<label class="script" hidden>Search <input type="search" id="q" autocomplete="off" spellcheck="false"></label><button class="script" type="button" id="open" hidden>Open all</button><output class="script" id="count" hidden></output></form>`,
    style: [
      ...severities.map((severity) => on(`#s-${severity}:not(:checked)`, `.g.${severity}`)),
      ...[...byWorkload.values(), ...byPlace.values()].map((key) => on(`#o-${key}:checked`, `.f:not(.${key}),.g:not(.${key})`)),
      ...[...byRule.values()].map((key) => on(`#o-${key}:checked`, `.g:not(.${key})`)),
      on('#only-new:checked', '.f:not(.new),.g:not(.new)'),
    ].join(''),
    classesOf: (results) => {
      const names = new Set(results.flatMap((result) => result.workloads));
      const at = new Set(results.map(accountAndRegion));
      return [
        ...keysOf(names, byWorkload),
        ...keysOf(at, byPlace),
        ...(results.some(({ baseline: state }) => state === 'new') ? ['new'] : []),
      ].join(' ');
    },
    groupClasses: (group) =>
      group === undefined
        ? ''
        : [
            ...keysOf(group.workloads, byWorkload),
            ...keysOf(group.places, byPlace),
            ...keysOf(group.rules, byRule),
            ...(group.hasNew ? ['new'] : []),
          ].join(' '),
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
