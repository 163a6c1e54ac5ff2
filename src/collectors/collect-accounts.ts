import { type Call, classify } from '../aws/failure.ts';
import { chooseRegions } from '../aws/regions.ts';
import type { Session } from '../aws/session.ts';
import { SetupError } from '../aws/setup-error.ts';
import type { Gap, GapReason } from '../model/gap.ts';
import { InputError } from '../model/input-error.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type AccountReading, mergedAccounts } from './kit/accounts/merge.ts';
import { pooled } from './kit/accounts/pooled.ts';
import type { AccountsOptions, AccountStore, AccountTarget, ChosenTarget } from './kit/accounts/target.ts';
import { readSession, withSession } from './collect.ts';
import { malformed, stopped } from './kit/failure.ts';

/** More at once fill no more connections, which all accounts share, and only hold more answers in memory. */
const accountsAtOnce = 4;

/** Reading has not come to its end. What AWS refuses or fails at, also after retries, is an answer: another run would read the account in vain. */
const unfinished: readonly GapReason[] = ['timeout', 'throttled', 'expired-credentials', 'transitional'];

/**
 * Reads several accounts into one snapshot, a few at a time. An account that cannot be entered, or is lost on the way,
 * is an entry of coverage; the others are read all the same.
 *
 * @throws SetupError as `collect` does, and where no account can be entered at all
 * @throws InputError where an account is not that of the credentials and no role is named
 */
export async function collectAccounts(options: AccountsOptions): Promise<Snapshot> {
  const startedAt = options.now().toISOString();
  return withSession(options, async (base, signal) => {
    const targets = options.targets.map((target) => chosen(target, base, options));
    // A region that is none of the partition ends the run before it begins, and not after the accounts before that one.
    await chooseRegions(
      base,
      targets.flatMap(({ regions }) => regions),
    );
    options.onProgress({ step: 'accounts', accounts: targets.length });
    const readings = await pooled(targets, accountsAtOnce, (target) => readTarget(target, base, options, signal, startedAt));
    if (!signal.aborted) assertSomeRead(readings);
    const { tool, through, now } = options;
    return mergedAccounts(readings, { tool, source: through?.source ?? 'live', partition: base.partition, startedAt, now });
  });
}

/**
 * Enters accounts of a run after it, each once and when it is first asked for; null for one that is none of them or cannot be entered.
 * Sessions are closed with that of the credentials.
 */
export function entrance(
  base: Session,
  options: Pick<AccountsOptions, 'targets' | 'regions' | 'orgRole' | 'orgExternalId'>,
): (account: string) => Promise<Session | null> {
  const sessions = new Map<string, Promise<Session | null>>([[base.account, Promise.resolve(base)]]);
  const open = async (account: string): Promise<Session | null> => {
    const target = options.targets.find((each) => each.account === account);
    if (target === undefined) return null;
    try {
      return await enter(chosen(target, base, options), base, options);
    } catch {
      return null;
    }
  };
  return (account) => {
    const session = sessions.get(account) ?? open(account);
    sessions.set(account, session);
    return session;
  };
}

/** The credentials' own account needs no role. */
function chosen(target: AccountTarget, base: Session, { regions, orgRole }: Pick<AccountsOptions, 'regions' | 'orgRole'>): ChosenTarget {
  const role = target.role ?? (target.account === base.account ? null : orgRole);
  if (role === null && target.account !== base.account) {
    throw new InputError(
      `account ${target.account} is not that of the credentials (${base.account}): name the role to assume there, --org-role NAME or orgRole in the configuration`,
    );
  }
  const named = target.regions.length > 0 ? target.regions : regions;
  return { ...target, role, regions: named.length > 0 ? named : [base.homeRegion] };
}

async function readTarget(
  target: ChosenTarget,
  base: Session,
  options: AccountsOptions,
  signal: AbortSignal,
  startedAt: string,
): Promise<AccountReading> {
  const { onProgress, store } = options;
  const { account } = target;
  const kept = (await store?.load(target)) ?? null;
  if (kept !== null) {
    onProgress({ step: 'account', account, outcome: 'kept', readAt: kept.header.finishedAt, isWhole: isWhole(kept) });
    return { target, snapshot: kept, gap: null };
  }
  const call = { action: 'sts:AssumeRole', account, region: base.homeRegion };
  try {
    signal.throwIfAborted();
    const session = await enter(target, base, options);
    const snapshot = await readSession(session, { ...options, regions: target.regions }, signal, startedAt);
    const gap = signal.aborted || isWhole(snapshot) ? null : await lossOf(session, target, signal);
    if (session !== base) session.close();
    const notKept = gap === null && !signal.aborted && !hasGap(snapshot, unfinished) ? await keep(target, snapshot, store) : null;
    onProgress({ step: 'account', account, outcome: gap === null ? 'read' : 'failed', detail: gap?.detail ?? notKept });
    return { target, snapshot, gap };
  } catch (error) {
    const gap = signal.aborted ? stopped(call) : refusal(error, target, call);
    onProgress({ step: 'account', account, outcome: 'failed', detail: gap.detail });
    return { target, snapshot: null, gap };
  }
}

/** Why the account could not be kept, which is no reason to lose it; null where it could. */
async function keep(target: ChosenTarget, snapshot: Snapshot, store: AccountStore | null): Promise<string | null> {
  try {
    await store?.save(target, snapshot);
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

async function enter(
  { account, role, externalId }: ChosenTarget,
  base: Session,
  options: Pick<AccountsOptions, 'orgExternalId'>,
): Promise<Session> {
  if (role === null) return base;
  const roleArn = `arn:${base.partition}:iam::${account}:role/${role}`;
  const session = await base.assume({ roleArn, externalId: externalId ?? options.orgExternalId });
  if (session.account === account) return session;
  session.close();
  throw new Error(`${roleArn} answers for account ${session.account}`);
}

/** Why the account can no longer be asked who it is, which nobody may be refused; null where it can. */
async function lossOf(session: Session, target: ChosenTarget, signal: AbortSignal): Promise<Gap | null> {
  const { account } = target;
  const call = { action: target.role === null ? 'sts:GetCallerIdentity' : 'sts:AssumeRole', account, region: session.homeRegion };
  try {
    await session.verify();
    return null;
  } catch (error) {
    if (signal.aborted) return null;
    const { gap } = classify(error, call);
    return { ...gap, detail: `Access to the account was lost while it was read: ${gap.detail}` };
  }
}

function refusal(error: unknown, { account, role }: ChosenTarget, call: Call): Gap {
  const gap = error instanceof SetupError ? unusable(error, call) : classify(error, call).gap;
  const who = role === null ? `Account ${account}` : `The role ${role} of account ${account}`;
  return { ...gap, detail: `${who} cannot be used: ${gap.detail}` };
}

/** What ends a run of one account is one account lost among several. */
function unusable({ subject, message }: SetupError, call: Call): Gap {
  return { ...malformed(message, call), reason: subject === 'region' ? 'unsupported' : 'malformed' };
}

function isWhole({ header }: Snapshot): boolean {
  return header.coverage.every(({ gaps }) => gaps.length === 0);
}

function hasGap({ header }: Snapshot, reasons: readonly GapReason[]): boolean {
  return header.coverage.some(({ gaps }) => gaps.some(({ reason }) => reasons.includes(reason)));
}

function assertSomeRead(readings: readonly AccountReading[]): void {
  if (readings.some(({ snapshot }) => snapshot !== null)) return;
  const details = readings.flatMap(({ gap }) => gap?.detail ?? []);
  const more = details.length > 3 ? `; and ${details.length - 3} more` : '';
  throw new SetupError('role', `None of the ${readings.length} accounts can be read: ${details.slice(0, 3).join('; ')}${more}`);
}
