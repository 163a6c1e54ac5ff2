import { hash } from 'node:crypto';
import type { Change, DriftReport, VerdictFlip } from '../../model/drift-report.ts';
import { counted } from '../finding-text.ts';
import { type Html, html, name, ownMarkup } from '../html/escape.ts';
import { driftDigest, type FlipSection } from './digest.ts';
import type { RenderDrift } from './formats.ts';
import { causeText, messageText, subjectName, subjectPlace } from './flip-text.ts';

const style = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}article{border-left:.25rem solid;padding-left:.75rem;margin:1rem 0}
p,dl,ul{margin:.25rem 0}dt{float:left;clear:left;width:4rem;opacity:.75}dd{margin-left:4.5rem;overflow-wrap:anywhere}
.bad{color:#b00020}.unclear{color:#8a5a00}.good{color:#1b6e2d}
@media(prefers-color-scheme:dark){.bad{color:#ff8a80}.unclear{color:#ffcf70}.good{color:#8fd69e}}`;
const policy = `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'`;

/** What drifted, as a page of its own: no script, nothing loaded. */
export const driftHtml: RenderDrift = function* (report, { verbose }) {
  const { opening, verdict, flips, rest } = driftDigest(report, verbose);
  const changes = new Map(report.changes.map((change) => [change.id, change]));
  yield `${String(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${ownMarkup(policy)}">
<title>Drift</title><style>${ownMarkup(style)}</style></head><body><main>
<h1>Drift</h1><p class="${verdict.tone}"><strong>${verdict.text}</strong></p><ul>${opening.map((line) => html`<li>${name(line)}</li>`)}</ul>`)}\n`;
  for (const section of flips) yield* flipSection(section, report, changes);
  for (const { title, lines } of rest)
    yield `${String(html`<details><summary>${title}</summary><ul>${lines.map((line) => html`<li>${name(line)}</li>`)}</ul></details>`)}\n`;
  yield '</main></body></html>\n';
};

function* flipSection({ title, rules, folded }: FlipSection, report: DriftReport, changes: ReadonlyMap<string, Change>): Iterable<string> {
  yield `${String(html`<h2>${title}</h2>`)}\n`;
  for (const { shown, more } of rules) {
    for (const flip of shown) yield `${String(article(flip, report, changes))}\n`;
    if (more > 0) yield `${String(html`<p>and ${counted(more, 'verdict')} more</p>`)}\n`;
  }
  if (folded.length > 0) yield `${String(html`<ul>${folded.map((line) => html`<li>${line}</li>`)}</ul>`)}\n`;
}

function article(flip: VerdictFlip, report: DriftReport, changes: ReadonlyMap<string, Change>): Html {
  const { severity, resource, rule, title, id, waived } = flip;
  return html`<article><p><strong>${severity}</strong> ${name(subjectName(resource))} (${subjectPlace(resource, report)}): ${name(messageText(flip))}${waived ? ' (waived)' : null}</p>
<dl><dt>why</dt><dd>${name(causeText(flip, changes))}</dd><dt>rule</dt><dd>${title} (<code>${rule}</code>)</dd><dt>finding</dt><dd><code>${id}</code></dd></dl></article>`;
}
