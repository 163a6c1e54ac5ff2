import type { Result } from '../model/report.ts';
import { defineOutput } from './define.ts';
import { findingTexts, resourceName } from './finding-text.ts';
import { fixText } from './fix-text.ts';
import { followsText } from './follows-text.ts';
import { loweredText } from './lowered-text.ts';
import { plainText } from './plain-text.ts';
import { sourceText } from './source-text.ts';
import { unknownText } from './unknown-text.ts';
import { visibleResults } from './visible-results.ts';

const mostObservations = 10;

/** Columns by name, in their order; new ones come last, because somebody counts them. */
const columns: Readonly<Record<string, (result: Result, title: string) => string | null>> = {
  id: ({ id }) => id,
  rule: ({ rule }) => rule,
  status: ({ status }) => status,
  severity: ({ severity }) => severity,
  resource: ({ resource }) => resource.id,
  account: ({ resource }) => resource.account,
  region: ({ resource }) => resource.region,
  workloads: ({ workloads }) => workloads.map(plainText).join(' '),
  message: messageText,
  fix: ({ fix, status }) => (status === 'fail' ? fixText(fix) : null),
  waiver: ({ waiver }) => (waiver === null ? null : `until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`),
  name: ({ resource }) => resourceName(resource),
  kind: ({ resource }) => resource.kind,
  lowered: loweredText,
  follows: followsText,
  missing: ({ gaps }) => [...new Set(gaps.flatMap(({ action }) => (action === null ? [] : [action])))].sort().join(' '),
  baseline: ({ baseline }) => baseline ?? null,
  source: sourceText,
  since: ({ since }) => (since === undefined ? null : since.time),
};

/** RFC 4180, one row for each result, safe to open in a spreadsheet. */
export default defineOutput({
  format: 'csv',
  mediaType: 'text/csv',
  *render(report, options) {
    const titles = new Map(report.rules.map(({ id, title }) => [id, title]));
    yield row(Object.keys(columns));
    for (const result of visibleResults(report, options)) {
      const title = titles.get(result.rule) ?? '';
      yield row(Object.values(columns).map((valueOf) => valueOf(result, title) ?? ''));
    }
  },
});

function messageText(result: Result, title: string): string {
  if (result.status === 'unknown') return unknownText(result);
  return result.status === 'pass' ? result.message : findingTexts(result, title, mostObservations).join('; ');
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const harmless = withoutFormula(plainText(text).trim());
  return /[",;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * A spreadsheet runs what begins like a formula, also after a semicolon, at which it splits a file in half of the world.
 * An apostrophe in front makes it text. The wide signs are those of Japanese input.
 */
function withoutFormula(text: string): string {
  return text.replace(/(^|;)(?=[\s"']*[=+\-@＝＋－＠])/g, "$1'");
}
