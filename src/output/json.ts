import { defineOutput } from './define.ts';
import { orderedHeader, orderedResult } from './report-order.ts';
import { safeJson } from './safe-json.ts';
import { visibleResults } from './visible-results.ts';

/** One JSON document, a result a line, so that any number of results can be written and compared. */
export default defineOutput({
  format: 'json',
  mediaType: 'application/json',
  *render(report, options) {
    yield `${safeJson(orderedHeader(report)).slice(0, -1)},\n"results":[`;
    let separator = '\n';
    for (const result of visibleResults(report, options)) {
      yield separator + safeJson(orderedResult(result));
      separator = ',\n';
    }
    yield '\n]}\n';
  },
});
