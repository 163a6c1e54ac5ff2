import { judgeAll } from '../../src/engine/evaluate.ts';
import { defaultParams } from '../../src/engine/params.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { Graph } from '../../src/graph/graph.ts';
import type { Fix } from '../../src/model/report.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { deriveTopology } from '../../src/topology/topology.ts';

/** The fix of the one failure of a rule in a world. */
export function fixOf(rule: Rule, { header, nodes }: Snapshot): Fix {
  const graph = new Graph(header, nodes, { actionsOf: () => [] });
  const run = { graph, topology: deriveTopology(graph), asOf: Date.parse(header.finishedAt), declaredBootSecondsOf: () => null };
  const fixes = [...judgeAll(rule, defaultParams(rule), run, () => {})].flatMap(({ fix }) => fix ?? []);
  const [only, ...others] = fixes;
  if (only === undefined || others.length > 0) throw new Error(`${fixes.length} fixes of ${rule.id}`);
  return only;
}
