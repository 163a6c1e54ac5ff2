import { type Severity, severities } from '../../model/report.ts';
import type { Marks } from './gather.ts';
import { type Html, html } from './escape.ts';

/** A sign beside each word, so that colour is never all there is. */
const signs: Readonly<Record<Severity | 'unknown' | 'waived' | 'pass', string>> = {
  critical: '✕',
  high: '▲',
  medium: '◆',
  low: '●',
  unknown: '?',
  waived: '~',
  pass: '✓',
};

/** `▲ 2 high`, in the colour of the word. */
export function badge(word: keyof typeof signs, count: number | null = null): Html {
  const text = word === 'pass' ? 'passing' : word;
  return html`<span class="b ${word}"><span aria-hidden="true">${signs[word]}</span> ${count === null ? text : `${count} ${text}`}</span>`;
}

/** The worst that can be said of a resource: nothing judged is not good. */
export function worstOf(marks: Marks | undefined): keyof typeof signs | 'unjudged' {
  if (marks === undefined) return 'unjudged';
  const severity = severities.find((each) => marks.fail[each] > 0);
  if (severity !== undefined) return severity;
  if (marks.unknown > 0) return 'unknown';
  return marks.waived > 0 ? 'waived' : marks.pass > 0 ? 'pass' : 'unjudged';
}

/** Everything found on a resource, worst first; passes only where there is nothing else. */
export function badges(marks: Marks | undefined): readonly Html[] {
  if (marks === undefined) return [html`<span class="b">not judged</span>`];
  const { fail, unknown, waived, pass } = marks;
  const found = [
    ...severities.filter((severity) => fail[severity] > 0).map((severity) => badge(severity, fail[severity])),
    ...(unknown > 0 ? [badge('unknown', unknown)] : []),
    ...(waived > 0 ? [badge('waived', waived)] : []),
  ];
  return found.length > 0 ? found : [badge('pass', pass)];
}
