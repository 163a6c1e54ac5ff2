import { defineOutput } from './define.ts';
import { complianceFindingOf } from './ocsf/finding.ts';
import { safeJson } from './safe-json.ts';
import { visibleResults } from './visible-results.ts';

/** OCSF compliance findings as one JSON array, a finding a line: every verdict, also passes and what is unknown. */
export default defineOutput({
  format: 'ocsf',
  mediaType: 'application/json',
  *render(report, options) {
    const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
    let separator = '[\n';
    for (const result of visibleResults(report, options)) {
      yield separator + safeJson(complianceFindingOf(result, rules.get(result.rule), report));
      separator = ',\n';
    }
    yield separator === '[\n' ? '[]\n' : '\n]\n';
  },
});
