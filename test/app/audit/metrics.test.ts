import { describe, expect, it } from 'vitest';
import { metricLines } from '../../../src/app/audit/metrics.ts';
import type { Report } from '../../../src/model/report.ts';
import { account, complete, gap, report, streamed } from '../../kit/report-builder.ts';
import { orders, oneNat, rules, singleAz } from '../../kit/report-parts.ts';

const at = new Date('2026-11-21T05:00:12.000Z');
const judged = streamed(
  report({
    rules,
    results: [singleAz(orders, 'ha-web'), oneNat],
    coverage: [
      complete('rds.instance', 1),
      complete('ec2.vpc', 1),
      complete('ec2.volume', 0, { status: 'denied', listed: false, gaps: [gap()] }),
    ],
    exit: { code: 1, reason: '' },
  }),
);

interface Line {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly [name: string]: unknown;
}

function linesOf(of: Report | null, changes = 0): readonly Line[] {
  return metricLines({ account, durationMs: 1234.5, report: of, changes }, at).map((line) => {
    const parsed: Line = JSON.parse(line);
    return parsed;
  });
}

describe('metrics of a run', () => {
  it('count what was found, in all and by severity', () => {
    const [total, ...bySeverity] = linesOf(judged, 3);
    expect(total).toMatchObject({
      Account: account,
      CompletedRuns: 1,
      Findings: 1,
      Unknowns: 0,
      Waived: 1,
      Changes: 3,
      Coverage: 66.7,
      DurationMs: 1235,
    });
    expect(bySeverity.map(({ Severity, Findings }) => [Severity, Findings])).toEqual([
      ['critical', 1],
      ['high', 0],
      ['medium', 0],
      ['low', 0],
    ]);
  });

  it.each([3, 4] as const)('are of no completed run where the exit status is %d', (code) => {
    const [total] = linesOf({ ...judged, exit: { code, reason: 'nothing was evaluated' } });
    expect(total).toMatchObject({ CompletedRuns: 0 });
    expect(total).not.toHaveProperty('FailedRuns');
  });

  it('are a failure and its duration alone where a run failed: no finding is not none found', () => {
    const lines = linesOf(null);
    expect(lines.map(({ _aws, ...values }) => values)).toEqual([{ Account: account, FailedRuns: 1, DurationMs: 1235 }]);
  });

  it('keep to the published format and its limits', () => {
    for (const line of [...linesOf(judged), ...linesOf(null)]) {
      expect(line._aws.Timestamp).toBe(at.getTime());
      for (const { Namespace, Dimensions, Metrics } of line._aws.CloudWatchMetrics) {
        expect(Namespace).toBe('ha-audit');
        expect(Metrics.length).toBeLessThanOrEqual(100);
        for (const dimensions of Dimensions) {
          expect(dimensions.length).toBeLessThanOrEqual(30);
          for (const name of dimensions) expect(typeof line[name]).toBe('string');
        }
        for (const { Name, Unit } of Metrics) {
          expect(Number.isFinite(line[Name])).toBe(true);
          expect(['Count', 'Milliseconds', 'Percent']).toContain(Unit);
        }
      }
    }
  });

  it('say nothing was covered where nobody looked', () => {
    expect(linesOf(streamed(report({ rules, exit: { code: 3, reason: '' } })))[0]).toMatchObject({ Coverage: 0 });
  });

  it('are a line each, of which CloudWatch takes a megabyte', () => {
    for (const line of metricLines({ account, durationMs: 1, report: judged, changes: 0 }, at)) {
      expect(line).not.toContain('\n');
      expect(line.length).toBeLessThan(2000);
    }
  });
});
