import { EventBus } from '../../aws/destinations/event-bus.ts';
import { Bucket, type ObjectStore } from '../../aws/destinations/object-store.ts';
import { Topic } from '../../aws/destinations/topic.ts';
import { InputError } from '../../model/input-error.ts';
import type { Exit } from '../../model/report.ts';
import { plainText } from '../../output/plain-text.ts';
import { readAccount } from '../scan.ts';
import { type AuditSettings, auditAccount, type KeptRun } from './audit.ts';
import { answerConfigRule } from './config-rule.ts';
import { metricLines, type RunMetrics } from './metrics.ts';
import { updateSecurityHub } from './security-hub.ts';
import { type Listeners, tell } from './tell.ts';
import type { TimeGuard } from './time-guard.ts';

export interface RunSettings extends Omit<AuditSettings, 'tells'> {
  readonly bucket: string;
  readonly topicArn: string | null;
  readonly eventBus: string | null;
  readonly importsToSecurityHub: boolean;
}

export interface RunOptions {
  readonly settings: RunSettings;
  /** The one the audit runs in, which its metrics bear. */
  readonly account: string;
  /** Under which AWS Config waits for an answer; null where it did not ask. */
  readonly resultToken: string | null;
  readonly guard: TimeGuard;
  readonly now: () => Date;
  readonly requestId: string;
  readonly log: (line: string) => void;
  /** How the account is read; from AWS where left out. */
  readonly read?: typeof readAccount;
}

/** For whoever runs an audit by hand; machines are told by events. */
export interface AuditAnswer {
  readonly run: string;
  readonly report: string;
  readonly exit: Exit;
  /** Verdicts that became another one; null where there was nothing to compare with. */
  readonly flips: number | null;
}

/**
 * A whole audit: reads, judges, keeps, compares and tells. Everything that can be done is, whatever part of it fails.
 *
 * @throws InputError where something was not done, with all of it, a line each; SetupError, DestinationError where nothing could be
 */
export async function runAudit(options: RunOptions): Promise<AuditAnswer> {
  const { account, now, log } = options;
  const startedMs = now().getTime();
  let metrics: Pick<RunMetrics, 'report' | 'changes'> = { report: null, changes: 0 };
  try {
    const { run, problems } = await audited({ ...options, log: (line) => log(plainText(line)) });
    if (problems.length > 0) throw new InputError(`the audit ${run.keys.id} is kept, but not everybody was told:\n${problems.join('\n')}`);
    const { report, keys, drift } = run;
    metrics = { report, changes: drift?.flips.length ?? 0 };
    return {
      run: keys.id,
      report: `s3://${options.settings.bucket}/${keys.key('report.html')}`,
      exit: report.exit,
      flips: drift?.flips.length ?? null,
    };
  } finally {
    const at = now();
    for (const line of metricLines({ account, durationMs: at.getTime() - startedMs, ...metrics }, at)) log(line);
  }
}

async function audited(options: RunOptions): Promise<{ readonly run: KeptRun; readonly problems: readonly string[] }> {
  const { settings } = options;
  const store = new Bucket(settings.bucket);
  const topic = settings.topicArn === null ? null : new Topic(settings.topicArn);
  const eventBus = settings.eventBus === null ? null : new EventBus(settings.eventBus);
  const tells = [...(topic === null ? [] : (['topic'] as const)), ...(eventBus === null ? [] : (['event-bus'] as const))];
  const run = await auditAccount({ read: readAccount, ...options, settings: { ...settings, tells }, store });
  return { run, problems: await inform(run, { topic, eventBus }, store, options) };
}

/** One that cannot be reached keeps nobody else from hearing. */
async function inform(
  run: KeptRun,
  listeners: Listeners,
  store: ObjectStore,
  { settings, resultToken, guard }: RunOptions,
): Promise<readonly string[]> {
  const { account, report } = run;
  const answers = [
    () => tell(run, listeners, store, guard),
    ...(settings.importsToSecurityHub ? [() => updateSecurityHub(report, account, store, guard)] : []),
    ...(resultToken === null ? [] : [() => answerConfigRule(resultToken, report, account, store, guard)]),
  ];
  const problems: string[] = [];
  for (const each of answers) {
    try {
      problems.push(...(await each()));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return problems;
}
