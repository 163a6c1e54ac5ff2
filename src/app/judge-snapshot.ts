import { kindsRead, judgeGraph, type JudgeOptions, type SelectedRule } from '../engine/report.ts';
import { actions } from '../generated/actions.ts';
import { Graph } from '../graph/graph.ts';
import type { Kind } from '../model/kinds.ts';
import type { Report } from '../model/report.ts';
import type { NodeRecord, SnapshotHeader } from '../model/snapshot.ts';

/** The kinds a run with these rules reads. */
export function kindsOf(rules: readonly SelectedRule[]): ReadonlySet<Kind> {
  return kindsRead(rules.map(({ rule }) => rule));
}

/** Judges what was read, live or from a file. */
export function judgeSnapshot(header: SnapshotHeader, nodes: Iterable<NodeRecord>, options: JudgeOptions): Report {
  return judgeGraph(new Graph(header, nodes, { actionsOf: (kind) => actions[kind], kinds: kindsOf(options.rules) }), options);
}
