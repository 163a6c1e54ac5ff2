import { type Result, type Severity, severities } from '../../model/report.ts';
import { type Html, html } from './escape.ts';

/** What was found on one resource. */
export interface Marks {
  readonly name: string | null;
  readonly kind: string;
  readonly fail: Record<Severity, number>;
  pass: number;
  unknown: number;
  waived: number;
  /** Id of its worst finding that is shown. */
  worst: string | null;
}

/** Adds a result to what was found on its resource. */
export function mark(marks: Map<string, Marks>, { id, status, severity, waiver, resource }: Result, isShown: boolean): void {
  const known = marks.get(resource.id) ?? {
    name: resource.name,
    kind: resource.kind,
    fail: { critical: 0, high: 0, medium: 0, low: 0 },
    pass: 0,
    unknown: 0,
    waived: 0,
    worst: null,
  };
  marks.set(resource.id, known);
  if (status === 'pass') known.pass += 1;
  else if (status === 'unknown') known.unknown += 1;
  else if (waiver !== null) known.waived += 1;
  else known.fail[severity] += 1;
  if (isShown) known.worst ??= id;
}

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
