import { asffFindingOf, isImportable } from './asff/finding.ts';
import { defineOutput } from './define.ts';
import { counted } from './finding-text.ts';
import { safeJson } from './safe-json.ts';
import { visibleResults } from './visible-results.ts';

/** Findings of AWS Security Hub as one JSON array, a finding a line; `BatchImportFindings` takes a hundred of one account and region at a time. */
export default defineOutput({
  format: 'asff',
  mediaType: 'application/json',
  *render(report, options) {
    const { tool, run } = report;
    const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
    const [homeRegion = ''] = [...run.regions].sort();
    let left = 0;
    let separator = '[\n';
    for (const result of visibleResults(report, options)) {
      const finding = asffFindingOf(result, { tool, rule: rules.get(result.rule), observedAt: run.finishedAt, homeRegion });
      if (isImportable(finding)) {
        yield separator + safeJson(finding);
        separator = ',\n';
      } else left += 1;
    }
    yield separator === '[\n' ? '[]\n' : '\n]\n';
    if (left > 0)
      options.onNote?.(
        `ASFF: ${counted(left, 'verdict')} left out, because Security Hub takes none without an account id of twelve digits and a region.`,
      );
  },
});
