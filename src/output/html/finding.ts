import type { Fix, Result, RuleSummary } from '../../model/report.ts';
import { evidenceText, findingTexts, resourceName } from '../finding-text.ts';
import { hiddenCommand } from '../fix-text.ts';
import { followsText } from '../follows-text.ts';
import { loweredText } from '../lowered-text.ts';
import { isPlain } from '../plain-text.ts';
import type { Consequences } from '../table/folding.ts';
import { type Html, html, name, type Part } from './escape.ts';
import { badge } from './marks.ts';

const mostObservations = 30;

export interface Telling {
  readonly rules: ReadonlyMap<string, RuleSummary>;
  /** Classes by which a finding is filtered. */
  readonly classesOf: (results: readonly Result[]) => string;
  /** Where several accounts or regions were read, a finding says which one it is of. */
  readonly namesPlace: boolean;
  readonly opensCritical: boolean;
}

/** A finding: what is wrong on one line, with evidence, fix and what follows from it folded below. */
export function finding(result: Result, consequences: Consequences, { rules, classesOf, namesPlace, opensCritical }: Telling): Html {
  const { id, resource, workloads, fix, related, severity, baseline } = result;
  const [first = 'the condition does not hold'] = findingTexts(result, rules.get(result.rule)?.title ?? '', 1);
  const following = [...consequences.values()].flat();
  const place = namesPlace ? ` · ${resource.account} ${resource.region}` : '';
  return html`<details class="f ${classesOf([result, ...following])}"${opensCritical && severity === 'critical' ? html` open` : null}><summary><b>${name(resourceName(resource))}</b> <span class="dim">${resource.kind}${place}</span>${
    baseline === 'new' ? html` <span class="b new">new</span>` : null
  }<span class="says">${name(first)}</span></summary>
<dl id="f-${id}">${[
    entry('Evidence', list(observations(result))),
    entry('Fix', fix === null ? null : fixParts(fix)),
    entry('Also mends', following.length === 0 ? null : list(following.map((each) => consequence(each, rules)))),
    entry('Follows from', nameOrNull(followsText(result))),
    entry('Severity', nameOrNull(loweredText(result))),
    entry('In code', nameOrNull(sourceText(result))),
    entry('Workload', workloads.length === 0 ? null : list(workloads.map(name))),
    entry('Resource', code(resource.id)),
    entry('Related', related.length === 0 ? null : list(related.map(code))),
    entry('Finding', html`${code(id)}${baseline === 'unchanged' ? ', in the baseline already' : null}`),
  ]}</dl></details>
`;
}

/** `main.tf:12` and the address, where the line of code is known. */
export function sourceText({ source }: Result): string | null {
  return source === undefined ? null : `${source.file}:${source.startLine} (${source.address})`;
}

function observations({ evidence, resource }: Result): readonly Part[] {
  const texts = [...new Set(evidence.map((each) => evidenceText(each, resource)))];
  const more = texts.length > mostObservations ? [`and ${texts.length - mostObservations} more; the JSON report has them`] : [];
  return [...texts.slice(0, mostObservations).map(name), ...more];
}

function fixParts({ cli, terraform, cloudformation, effect }: Fix): Part {
  const inCode = (title: string, text: string | null) => (text === null ? null : html`<p>${title}: ${code(text)}</p>`);
  return [
    cli === null ? null : isPlain(cli) ? html`<pre tabindex="0"><code>${cli}</code></pre>` : html`<p>${hiddenCommand}</p>`,
    inCode('Terraform', terraform),
    inCode('CloudFormation', cloudformation),
    effect === null ? null : html`<p>${name(effect)}</p>`,
  ];
}

/** A failure that goes away with its cause keeps its id, so that it can be found and waived. */
function consequence(result: Result, rules: ReadonlyMap<string, RuleSummary>): Html {
  const { id, rule, severity, resource } = result;
  const title = rules.get(rule)?.title ?? '';
  const [first = ''] = findingTexts(result, title, 1);
  return html`<span id="f-${id}">${badge(severity)} <b>${name(resourceName(resource))}</b>: ${name(first)} <span class="dim">${title === '' ? null : `${title}, `}${code(rule)}, finding ${code(id)}</span></span>`;
}

function entry(title: string, content: Part): Html | null {
  return content === null ? null : html`<dt>${title}</dt><dd>${content}</dd>`;
}

function list(items: readonly Part[]): Part {
  return items.length === 1 ? items : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

function nameOrNull(text: string | null): Html | null {
  return text === null ? null : name(text);
}

export function code(text: string): Html {
  return html`<code>${name(text)}</code>`;
}
