import type { NodeRecord, SnapshotHeader } from '../model/snapshot.ts';

/** A snapshot as NDJSON: the header, then one resource a line. */
export function* snapshotLines({
  header,
  nodes,
}: {
  readonly header: SnapshotHeader;
  readonly nodes: Iterable<NodeRecord>;
}): Generator<string, void, undefined> {
  yield `${JSON.stringify(header)}\n`;
  for (const { kind, id, key, name, account, region, facts, relations, gaps } of nodes) {
    yield `${JSON.stringify({ kind, id, key, name, account, region, facts: sorted(facts), relations: sorted(relations), gaps: sorted(gaps) })}\n`;
  }
}

/** In the order of their names, so that two snapshots can be compared by line. */
function sorted<T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
