import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { metricLines } from '../src/app/audit/metrics.ts';
import { settingsOf } from '../src/lambda/settings.ts';
import { actionsOf, resources, statements, templateText as text } from './kit/audit-template.ts';
import { report, streamed } from './kit/report-builder.ts';

const { Reports, ReportsPolicy, DeadLetters, Logs, Audit, AuditInvocation, AuditSchedule, Silence } = resources;

interface MetricStat {
  readonly Period: number;
  readonly Stat: string;
  readonly Metric: unknown;
}

interface Line {
  readonly CompletedRuns: number;
  readonly _aws: { readonly CloudWatchMetrics: readonly { readonly Namespace: string; readonly Dimensions: unknown }[] };
}

describe('the template of the scheduled audit', () => {
  it('lets the function read what iam/read-only.json says, and nothing else of other accounts', () => {
    const policy: { Statement: typeof statements } = JSON.parse(readFileSync('iam/read-only.json', 'utf8'));
    const read = statements.find(({ Sid }) => Sid === 'Read');
    expect(read === undefined ? [] : actionsOf(read)).toEqual(policy.Statement.flatMap(actionsOf));
    const onEverything = statements.filter(({ Resource }) => Resource === '*').map(({ Sid }) => Sid);
    expect(onEverything).toEqual(['Read', 'AnswerConfig']);
  });

  it('only allows, and names every action', () => {
    expect(statements.map(({ Effect }) => Effect)).toEqual(statements.map(() => 'Allow'));
    expect(statements.flatMap(actionsOf).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('sets every variable that the function knows, and no other', () => {
    const set = text.match(/^ +HA_AUDIT_\w+(?=:)/gm)?.map((name) => name.trim()) ?? [];
    const known =
      readFileSync('src/lambda/settings.ts', 'utf8')
        .match(/const names = \[([^\]]*)\]/)?.[1]
        ?.match(/\w+(?=')/g) ?? [];
    expect(set.sort()).toEqual(known.map((name) => `HA_AUDIT_${name}`).sort());
    const empty = Object.fromEntries(set.map((name) => [name, name === 'HA_AUDIT_BUCKET' ? 'reports' : '']));
    expect(settingsOf(empty).bucket).toBe('reports');
  });

  it('keeps reports in a bucket that is private, encrypted and versioned, outlives the stack, and ends old runs alone', () => {
    // The policy too, or what is kept could be read without TLS.
    for (const kept of [Reports, ReportsPolicy]) expect(kept?.DeletionPolicy).toBe('Retain');
    expect(Reports?.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [{ Prefix: 'ha-audit/runs/', ExpirationInDays: { Ref: 'KeepReportsDays' } }, { Prefix: 'ha-audit/state/' }],
      },
    });
    expect(text.match(/ExpirationInDays/g)).toHaveLength(1);
  });

  it('ends logs, keeps failed runs, and starts on a schedule', () => {
    expect(Logs?.Properties['RetentionInDays']).toEqual({ Ref: 'KeepLogsDays' });
    expect(DeadLetters?.Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
    const queue = { GetAtt: 'DeadLetters.Arn' };
    expect(AuditInvocation?.Properties).toMatchObject({ DestinationConfig: { OnFailure: { Destination: queue } } });
    expect(AuditSchedule?.Properties).toMatchObject({
      Target: { Arn: { GetAtt: 'Audit.Arn' }, Input: '{}', DeadLetterConfig: { Arn: queue } },
    });
  });

  it('raises an alarm where no run was completed for hours: neither one that could judge nothing nor silence ends it', () => {
    const { Metrics, Threshold, ComparisonOperator, EvaluationPeriods, DatapointsToAlarm, TreatMissingData } = Silence?.Properties ?? {};
    const [completed, filled]: readonly { readonly Id: string; readonly MetricStat?: MetricStat }[] = JSON.parse(JSON.stringify(Metrics));
    const runs = ([0, 1, 2, 3, 4] as const).map((code) => {
      const [line = '{}'] = metricLines(
        { account: '123456789012', durationMs: 1, report: streamed(report({ rules: {}, exit: { code, reason: '' } })), changes: 0 },
        new Date(0),
      );
      const written: Line = JSON.parse(line);
      return written;
    });
    const { Period, Stat, Metric } = completed?.MetricStat ?? {};
    expect({ Period, Stat, Metric }).toEqual({
      Period: 3600,
      Stat: 'Sum',
      Metric: {
        Namespace: runs[0]?._aws.CloudWatchMetrics[0]?.Namespace,
        MetricName: 'CompletedRuns',
        Dimensions: [{ Name: 'Account', Value: { Ref: 'AWS::AccountId' } }],
      },
    });
    expect(runs[0]?._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([['Account']]);
    expect(filled).toEqual({ Id: 'filled', Expression: `FILL(${completed?.Id ?? ''}, 0)`, ReturnData: true });
    // Every hour must breach: all of them that were looked at, which CloudWatch limits to seven days.
    expect({ ComparisonOperator, EvaluationPeriods, DatapointsToAlarm, TreatMissingData }).toEqual({
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: { Ref: 'AlarmAfterSilentHours' },
      TreatMissingData: 'breaching',
    });
    expect(Number(/AlarmAfterSilentHours:\n[^#]*?MaxValue: (\d+)/.exec(text)?.[1]) * 3600).toBe(7 * 24 * 3600);
    expect(runs.map(({ CompletedRuns }) => CompletedRuns < Number(Threshold))).toEqual([false, false, false, true, true]);
  });

  it('runs the module that the package has, on the Node it is built for', () => {
    expect(Audit?.Properties).toMatchObject({ Handler: 'index.handler', Runtime: 'nodejs22.x', Timeout: 900 });
    expect(readFileSync('tools/build/lambda-bundle.ts', 'utf8')).toContain("target: 'node22'");
  });
});
