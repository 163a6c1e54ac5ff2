import { collect, type LiveOptions } from '../collectors/collect.ts';
import { collectAccounts } from '../collectors/collect-accounts.ts';
import type { AccountsOptions } from '../collectors/kit/accounts/target.ts';
import type { AnyCollector } from '../collectors/kit/define.ts';
import type { OnProgress } from '../collectors/kit/progress.ts';
import { type ActionProbe, probe } from '../collectors/probe.ts';
import { collectors } from '../generated/collectors.ts';
import { tool } from '../generated/tool.ts';
import type { Kind } from '../model/kinds.ts';
import type { Report, Severity } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { ChosenAccounts } from './live-options.ts';

/** The only module of the application that leads to the AWS SDK; loaded where an account is read, and nowhere else. */
export async function collectLive(
  options: LiveOptions,
  kinds: ReadonlySet<Kind> | null,
  onProgress: OnProgress,
  accounts: AccountsToRead | null = null,
): Promise<Snapshot> {
  const all = { ...options, collectors: await load(), kinds, onProgress, tool };
  return accounts === null ? collect(all) : collectAccounts({ ...all, ...accounts });
}

/** Which accounts to read, where it is not that of the credentials alone. */
export type AccountsToRead = ChosenAccounts & Pick<AccountsOptions, 'store'>;

/** The same from what AWS Config holds, with AWS itself for the rest where it is named. */
export async function collectConfig(
  source: 'config' | 'config+live',
  options: LiveOptions,
  kinds: ReadonlySet<Kind> | null,
  onProgress: OnProgress,
  accounts: AccountsToRead | null = null,
): Promise<Snapshot> {
  const [{ configPlace }, { withShared }] = await Promise.all([import('./config-place.ts'), import('./config-shared.ts')]);
  const through = { source, readPlace: configPlace(options.now, source === 'config+live') };
  const all = { ...options, collectors: await load(), kinds, onProgress, tool, through };
  return accounts === null ? collect(all) : withShared(await collectAccounts({ ...all, ...accounts }));
}

export async function collectAggregated(
  aggregator: string,
  options: LiveOptions,
  kinds: ReadonlySet<Kind> | null,
  onProgress: OnProgress,
): Promise<Snapshot> {
  const { collectAggregator } = await import('./config-aggregator.ts');
  return collectAggregator({ ...options, aggregator, collectors: await load(), kinds, onProgress, tool });
}

/** Tries every action that the kinds need once. */
export async function probeLive(options: LiveOptions, kinds: ReadonlySet<Kind>): Promise<readonly ActionProbe[]> {
  return probe({ ...options, collectors: await load(), kinds });
}

function load(): Promise<readonly AnyCollector[]> {
  return Promise.all(Object.values(collectors).map((loadCollector) => loadCollector()));
}

/** See `sinceWhen`. */
export async function datesOf(
  report: Report,
  snapshot: Snapshot,
  minimumSeverity: Severity | undefined,
  options: LiveOptions,
  accounts: ChosenAccounts | null,
) {
  const { sinceWhen, withDates } = await import('./since.ts');
  const { dates, warnings } = await sinceWhen(report, snapshot, minimumSeverity, options, accounts);
  return { report: withDates(report, dates), warnings };
}
