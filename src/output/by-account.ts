import { type RunInfo, type Result, type Severity, severities } from '../model/report.ts';

export interface AccountTally {
  readonly account: string;
  /** What the configuration calls it. */
  readonly name: string | null;
  readonly failBySeverity: Record<Severity, number>;
  unknown: number;
  pass: number;
}

/** What each account that is judged comes to, gathered one result at a time. Waived failures count in none. */
export class ByAccount {
  readonly #tallies: ReadonlyMap<string, AccountTally>;

  constructor({ accounts, accountNames = {}, judged = { accounts, regions: [] } }: RunInfo) {
    this.#tallies = new Map(judged.accounts.map((account) => [account, tallyOf(account, accountNames[account] ?? null)]));
  }

  add({ status, severity, waiver, resource }: Result): void {
    const tally = this.#tallies.get(resource.account);
    if (tally === undefined) return;
    if (status !== 'fail') tally[status] += 1;
    else if (waiver === null) tally.failBySeverity[severity] += 1;
  }

  /** Every account, the worst first. */
  list(): readonly AccountTally[] {
    return [...this.#tallies.values()].sort((a, b) => {
      const difference = severities.map((severity) => b.failBySeverity[severity] - a.failBySeverity[severity]).find((each) => each !== 0);
      return difference ?? (b.unknown - a.unknown || (a.account < b.account ? -1 : 1));
    });
  }
}

function tallyOf(account: string, name: string | null): AccountTally {
  return { account, name, failBySeverity: { critical: 0, high: 0, medium: 0, low: 0 }, unknown: 0, pass: 0 };
}
