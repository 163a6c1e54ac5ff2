import { actions } from '../../src/generated/actions.ts';
import type { CoverageEntry } from '../../src/model/coverage.ts';
import { kindNames } from '../../src/model/kinds.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

/** The account of a snapshot, read completely, with nothing in it. */
export function emptyAccount(snapshot: Snapshot): Snapshot {
  return bare(snapshot, { status: 'complete', gaps: [], listed: true });
}

/** The account of a snapshot as a role sees it that may read nothing. */
export function deniedAccount(snapshot: Snapshot): Snapshot {
  const { header, nodes } = bare(snapshot, { status: 'denied', gaps: [], listed: false });
  const coverage = header.coverage.map((entry): CoverageEntry => {
    const kind = kindNames.find((name) => name === entry.kind);
    const action = kind === undefined ? null : (actions[kind][0] ?? null);
    const { account, region } = entry;
    return { ...entry, gaps: [{ reason: 'denied', action, account, region, detail: `No identity policy allows ${action ?? 'it'}.` }] };
  });
  return { header: { ...header, coverage }, nodes };
}

function bare({ header }: Snapshot, how: Pick<CoverageEntry, 'status' | 'gaps' | 'listed'>): Snapshot {
  const [account = ''] = header.accounts;
  const [region = ''] = header.regions;
  const coverage = kindNames.map((kind) => ({ kind, account, region, items: 0, ...how }));
  return { header: { ...header, unreadRegions: [], coverage, nodes: 0 }, nodes: [] };
}
