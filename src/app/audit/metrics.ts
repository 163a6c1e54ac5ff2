import type { Report } from '../../model/report.ts';
import { severities } from '../../model/terms.ts';

export interface RunMetrics {
  readonly account: string;
  readonly durationMs: number;
  readonly report: Report | null;
  /** Verdicts that became another one since the last run. */
  readonly changes: number;
}

const namespace = 'ha-audit';

/**
 * Lines in CloudWatch's embedded metric format, which the log group turns into metrics.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * A run that failed has `FailedRuns` and nothing else: no finding is not the same as none found. One that could judge nothing, or in
 * which a rule crashed, is kept and told, and is no completed run: the alarm hears of it.
 */
export function metricLines({ account, durationMs, report, changes }: RunMetrics, at: Date): readonly string[] {
  const duration = { DurationMs: [Math.round(durationMs), 'Milliseconds'] } as const;
  if (report === null) return [line(at, { Account: account }, { FailedRuns: [1, 'Count'], ...duration })];
  const { counts, coverage, exit } = report;
  const complete = coverage.filter(({ status }) => status === 'complete' || status === 'disabled').length;
  const total = {
    CompletedRuns: [exit.code === 3 || exit.code === 4 ? 0 : 1, 'Count'],
    Findings: [counts.fail, 'Count'],
    Unknowns: [counts.unknown, 'Count'],
    Waived: [counts.waived, 'Count'],
    Changes: [changes, 'Count'],
    Coverage: [coverage.length === 0 ? 0 : Math.round((complete / coverage.length) * 1000) / 10, 'Percent'],
    ...duration,
  } as const;
  return [
    line(at, { Account: account }, total),
    ...severities.map((severity) =>
      line(at, { Account: account, Severity: severity }, { Findings: [counts.failBySeverity[severity], 'Count'] }),
    ),
  ];
}

type Metric = readonly [value: number, unit: 'Count' | 'Milliseconds' | 'Percent'];

function line(at: Date, dimensions: Readonly<Record<string, string>>, metrics: Readonly<Record<string, Metric>>): string {
  const names = Object.entries(metrics).map(([Name, [, Unit]]) => ({ Name, Unit }));
  const directive = { Namespace: namespace, Dimensions: [Object.keys(dimensions)], Metrics: names };
  const values = Object.fromEntries(Object.entries(metrics).map(([name, [value]]) => [name, value]));
  return JSON.stringify({ _aws: { Timestamp: at.getTime(), CloudWatchMetrics: [directive] }, ...dimensions, ...values });
}
