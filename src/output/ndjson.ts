import { defineOutput } from './define.ts';
import { orderedHeader, orderedResult } from './report-order.ts';
import { safeJson } from './safe-json.ts';
import { visibleResults } from './visible-results.ts';

/** The report's header on the first line, then one result a line. */
export default defineOutput({
  format: 'ndjson',
  mediaType: 'application/x-ndjson',
  *render(report, options) {
    yield `${safeJson(orderedHeader(report))}\n`;
    for (const result of visibleResults(report, options)) yield `${safeJson(orderedResult(result))}\n`;
  },
});
