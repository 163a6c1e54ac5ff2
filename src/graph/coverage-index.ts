import { type CoverageEntry, sessionKind } from '../model/coverage.ts';
import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import type { SnapshotHeader } from '../model/snapshot.ts';
import type { Place } from './graph.ts';

/** How far each kind was read in each account and region. */
export class CoverageIndex {
  readonly #header: SnapshotHeader;
  readonly #actionsOf: (kind: Kind) => readonly string[];
  readonly #itemsAt: (kind: Kind, place: Place) => number;
  readonly #entries = new Map<string, CoverageEntry>();

  constructor(header: SnapshotHeader, actionsOf: (kind: Kind) => readonly string[], itemsAt: (kind: Kind, place: Place) => number) {
    this.#header = header;
    this.#actionsOf = actionsOf;
    this.#itemsAt = itemsAt;
    for (const entry of header.coverage) this.#entries.set(`${entry.kind}|${entry.account}|${entry.region}`, entry);
  }

  places(): readonly Place[] {
    const { accounts, regions, accountRegions = {} } = this.#header;
    return accounts.flatMap((account) => (accountRegions[account] ?? regions).map((region) => ({ account, region })));
  }

  /** What keeps a whole account from being read; null where nothing does. */
  ofSession(account: string): CoverageEntry | null {
    const entry = this.#entries.get(`${sessionKind}|${account}|global`);
    return entry === undefined || entry.status === 'partial' ? null : entry;
  }

  of(kind: Kind, { account, region }: Place): CoverageEntry {
    const session = this.ofSession(account);
    if (session !== null) return { ...session, kind, region };
    return (
      this.#entries.get(`${kind}|${account}|${region}`) ?? {
        kind,
        account,
        region,
        status: 'not-collected',
        items: this.#itemsAt(kind, { account, region }),
        gaps: [this.notCollected(kind, { account, region })],
        listed: false,
      }
    );
  }

  /** Why the listing of a kind is not complete in one place, or null where it is. */
  gap(kind: Kind, place: Place): Gap | null {
    const entry = this.of(kind, place);
    if (entry.listed) return null;
    const isKnownToBeEmpty = entry.gaps.length === 0 && (entry.status === 'disabled' || entry.status === 'unavailable');
    return isKnownToBeEmpty ? null : (entry.gaps[0] ?? this.notCollected(kind, place));
  }

  notCollected(kind: Kind, { account, region }: Place): Gap {
    const action = this.#actionsOf(kind)[0] ?? null;
    return { reason: 'not-collected', action, account, region, detail: `${kind} was not collected` };
  }
}
