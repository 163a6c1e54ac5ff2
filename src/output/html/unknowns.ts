import type { Report, Result } from '../../model/report.ts';
import { counted, resourceName } from '../finding-text.ts';
import { causeText, cureText } from '../gap-text.ts';
import type { UnknownCause } from '../unknown-causes.ts';
import { unknownText } from '../unknown-text.ts';
import { figure, type Html, html, name } from './escape.ts';
import { code } from './finding.ts';
import type { Gathered } from './gather.ts';

/** What could not be judged, by cause with its cure, then every such verdict. */
export function* unknowns(report: Report, { causes }: Gathered): Iterable<Html> {
  const { unknown } = report.counts;
  if (unknown === 0) return;
  yield html`<section id="unknown" aria-labelledby="h-unknown"><h2 id="h-unknown">Unknown <span class="n">${figure(unknown)}</span></h2>
<p class="lead">Neither good nor bad: ha-audit could not see what it needs and does not guess. Cure the cause, then scan again.</p>
<ul class="causes">${causes.map(causeItem)}</ul>
<details class="all"><summary>${counted(unknown, 'verdict')}, one by one</summary>
`;
  let rule = '';
  for (const result of report.results) {
    if (result.status !== 'unknown') continue;
    if (result.rule !== rule) {
      yield html`${rule === '' ? null : html`</ul>`}<h3>${code(result.rule)}</h3><ul>`;
      rule = result.rule;
    }
    yield verdict(result);
  }
  yield html`${rule === '' ? null : html`</ul>`}</details></section>
`;
}

function causeItem({ reason, action, verdicts, rules, places, details }: UnknownCause): Html {
  return html`<li><p><b>${counted(verdicts, 'verdict')}</b>: ${name(causeText(reason, action))}</p>
<p class="cure">${withCommands(cureText(reason, action))}</p>
<dl>${details.length === 0 ? null : html`<dt>Answer</dt><dd>${details.map((detail) => html`<p>${name(detail)}</p>`)}</dd>`}<dt>Where</dt><dd>${name(places.join(', '))}</dd><dt>Rules</dt><dd>${[
    ...rules,
  ].map(([rule, count]) => html`<span class="rule">${code(rule)}${count > 1 ? ` × ${count}` : null}</span> `)}</dd></dl></li>
`;
}

/** Our own sentences quote commands in backticks. */
function withCommands(text: string): readonly Html[] {
  return text.split('`').map((part, index) => (index % 2 === 0 ? name(part) : code(part)));
}

function verdict(result: Result): Html {
  return html`<li id="f-${result.id}"><b>${name(resourceName(result.resource))}</b>: ${name(unknownText(result))} <span class="dim">${code(result.resource.id)}, ${code(result.id)}</span></li>
`;
}
