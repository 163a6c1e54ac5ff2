import type { Report, RuleSummary, Severity } from '../model/report.ts';
import { defineOutput, type OutputOptions } from './define.ts';
import { type Outcome, outcomeOf, scanCase, scanOutcome, testCase } from './junit/cases.ts';
import { xmlAttributes } from './junit/xml.ts';
import { isVisible, visibleResults } from './visible-results.ts';

type Tally = Record<Outcome, number>;

/**
 * JUnit XML, as far as its many readers agree: a suite for the scan as a whole and one for each rule, a case for each verdict.
 * Where findings of a rule count less outside production, they have a suite of their own, because results come worst first.
 */
export default defineOutput({
  format: 'junit',
  mediaType: 'application/xml',
  *render(report, options) {
    const { suites, hidden } = tallies(report, options);
    const scan: Tally = { ...nothing(), [scanOutcome(report)]: 1 };
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals(report.tool.name, sumOf([scan, ...suites.values()]))}>\n`;
    yield `  <testsuite${totals(report.tool.name, scan)}>\n${scanCase(report, hidden)}  </testsuite>\n`;
    const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
    let current: string | null = null;
    for (const result of visibleResults(report, options)) {
      const rule = rules.get(result.rule);
      const name = suiteName(result, rule);
      if (name !== current) {
        if (current !== null) yield '  </testsuite>\n';
        yield `  <testsuite${totals(name, suites.get(name) ?? nothing())}>\n`;
        current = name;
      }
      yield testCase(result, rule?.title ?? '');
    }
    yield `${current === null ? '' : '  </testsuite>\n'}</testsuites>\n`;
  },
});

/** A suite begins with its counts, so they are taken beforehand. */
function tallies(report: Report, options: OutputOptions): { readonly suites: ReadonlyMap<string, Tally>; readonly hidden: number } {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const suites = new Map<string, Tally>();
  let hidden = 0;
  for (const result of report.results) {
    if (!isVisible(result, options)) {
      if (result.waiver === null) hidden += 1;
      continue;
    }
    const name = suiteName(result, rules.get(result.rule));
    const tally = suites.get(name) ?? nothing();
    suites.set(name, tally);
    tally[outcomeOf(result)] += 1;
  }
  return { suites, hidden };
}

function suiteName({ rule, severity }: { readonly rule: string; readonly severity: Severity }, known: RuleSummary | undefined): string {
  return known === undefined || known.severity === severity ? rule : `${rule} (${severity})`;
}

function nothing(): Tally {
  return { passed: 0, failure: 0, error: 0, skipped: 0 };
}

function sumOf(counts: readonly Tally[]): Tally {
  const sum = nothing();
  for (const { passed, failure, error, skipped } of counts) {
    sum.passed += passed;
    sum.failure += failure;
    sum.error += error;
    sum.skipped += skipped;
  }
  return sum;
}

function totals(name: string, { passed, failure, error, skipped }: Tally): string {
  const tests = passed + failure + error + skipped;
  return xmlAttributes({ name, tests, failures: failure, errors: error, skipped });
}
