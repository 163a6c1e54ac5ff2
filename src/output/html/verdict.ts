import { type ReportHeader, severities } from '../../model/report.ts';
import { loweredCount, overall, severityText } from '../counts-text.ts';
import { counted } from '../finding-text.ts';
import { closed } from '../sentence.ts';
import { figure, type Html, html, name } from './escape.ts';

/** What the report comes to. Only a run that judged everything and ended well is shown as good. */
export function verdict(header: ReportHeader): Html {
  const { counts, exit, run } = header;
  const { tone, says } = overall(counts);
  const shownTone = tone === 'good' && exit.code !== 0 ? 'unclear' : tone;
  const headline = tone === 'bad' ? `${counted(counts.fail, 'finding')}: ${severityText(counts.failBySeverity)}` : says;
  const word = { bad: 'Failing', unclear: 'Incomplete', good: 'Sound' }[shownTone];
  const tiles = [
    ...severities.map((severity) => [severity, counts.failBySeverity[severity], severity] as const),
    ['unknown', counts.unknown, 'unknown'] as const,
    ['passing', counts.pass, 'pass'] as const,
    ['waived', counts.waived, 'waived'] as const,
    ['not applicable', counts.notApplicable, 'na'] as const,
  ];
  return html`<section class="verdict ${shownTone}" aria-labelledby="h-verdict"><h2 id="h-verdict"><span class="word">${word}</span> ${name(headline)}</h2>
${tone === 'bad' && counts.unknown > 0 ? html`<p>And ${counted(counts.unknown, 'verdict')} could not be reached: the list may not be all.</p>` : null}${counts.lowered === undefined ? null : html`<p>${loweredCount(counts.lowered)}</p>`}
<dl class="tiles">${tiles.map(([title, count, kind]) => html`<div class="${count === 0 ? 'zero' : kind}"><dt>${title}</dt><dd>${figure(count)}</dd></div>`)}</dl>
<p class="exit">${name(closed(`Exit status ${exit.code}: ${exit.reason}`))} <span class="dim">Read ${name(readAt(run))}.</span></p></section>
`;
}

/** To the second: nobody needs more, and machines have the JSON report. */
function readAt({ startedAt, finishedAt }: ReportHeader['run']): string {
  const [start = '', end = ''] = [startedAt, finishedAt].map((time) => time.replace('T', ' ').replace(/\.\d+Z$/, ''));
  return start === end ? `${end} UTC` : `${start} to ${end} UTC`;
}
