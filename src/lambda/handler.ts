import { type AuditAnswer, runAudit } from '../app/audit/run.ts';
import { TimeGuard } from '../app/audit/time-guard.ts';
import { invocationOf } from './event.ts';
import { memoryShortage } from './memory.ts';
import { settingsOf } from './settings.ts';

/** As much of Lambda's context as is used. */
export interface LambdaContext {
  readonly awsRequestId: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  getRemainingTimeInMillis(): number;
}

/**
 * Audits the account that the function runs in. `HA_AUDIT_*` variables say how; docs/lambda.md lists them.
 *
 * @throws InputError, SetupError, DestinationError: the invocation fails, is tried again, and its event ends in the dead-letter queue
 */
export async function handler(event: unknown, context: LambdaContext): Promise<AuditAnswer> {
  const settings = settingsOf(process.env);
  const { resultToken } = invocationOf(event);
  return runAudit({
    settings,
    resultToken,
    account: context.invokedFunctionArn.split(':')[4] ?? 'unknown',
    guard: new TimeGuard(
      () => context.getRemainingTimeInMillis(),
      memoryShortage(Number(context.memoryLimitInMB) * 1024 * 1024, () => process.memoryUsage.rss()),
    ),
    now: () => new Date(),
    requestId: context.awsRequestId,
    log: (line) => process.stdout.write(`${line}\n`),
  });
}
