import { judgeGraph, type JudgeOptions, kindsRead } from '../engine/report.ts';
import { actions } from '../generated/actions.ts';
import { Graph } from '../graph/graph.ts';
import type { Report } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Judges what was read, live or from a file. */
export function judgeSnapshot({ header, nodes }: Snapshot, options: JudgeOptions): Report {
  const kinds = kindsRead(options.rules.map(({ rule }) => rule));
  return judgeGraph(new Graph(header, nodes, { actionsOf: (kind) => actions[kind], kinds }), options);
}
