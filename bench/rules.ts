/**
 * CPU time of every rule by itself, in microseconds per subject, on a small and a large synthetic account of one region.
 * A rule may cost no more per subject in a large account: `growth` well above 1 names a rule that looks at all its neighbours.
 *
 *     npm run gen -- --runtime && npx tsx bench/rules.ts [SMALL LARGE]
 */
import { parseArgs } from 'node:util';
import { judgeAll } from '../src/engine/evaluate.ts';
import { defaultParams } from '../src/engine/params.ts';
import { actions } from '../src/generated/actions.ts';
import { rules } from '../src/generated/rules.ts';
import { SubjectContext } from '../src/engine/subject-context.ts';
import { Graph } from '../src/graph/graph.ts';
import { ifKnown } from '../src/graph/signal.ts';
import { deriveTopology } from '../src/topology/topology.ts';
import { syntheticAccount } from './account/account.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const [small = 10_000, large = 100_000] = positionals.map(Number);

interface Cost {
  readonly subjects: number;
  readonly milliseconds: number;
}

/** Each rule starts without any derivation, so that it pays for all it needs. */
function costs(resources: number): ReadonlyMap<string, Cost> {
  const { header, nodes } = syntheticAccount(resources, { oneRegion: true });
  const graph = new Graph(header, nodes, { actionsOf: (kind) => actions[kind] });
  const measured = rules.map((rule): readonly [string, Cost] => {
    const run = { graph, topology: deriveTopology(graph), asOf: Date.parse(header.finishedAt), declaredBootSecondsOf: () => null };
    const params = defaultParams(rule);
    const before = process.cpuUsage();
    let subjects = 0;
    for (const { view, outcome } of judgeAll(rule, params, run, fail)) {
      if (outcome.status !== 'not-applicable') subjects += 1;
      if (outcome.status === 'fail') ifKnown(() => rule.fix?.(new SubjectContext(view, params, run)));
    }
    const { user, system } = process.cpuUsage(before);
    return [rule.id, { subjects, milliseconds: (user + system) / 1000 }];
  });
  return new Map(measured);
}

function fail(rule: string, resource: string, error: unknown): never {
  throw new Error(`${rule} crashed on ${resource}`, { cause: error });
}

const micros = ({ subjects, milliseconds }: Cost) => (milliseconds * 1000) / Math.max(1, subjects);

costs(small);
const inSmall = costs(small);
const rows = [...costs(large)].map(([rule, cost]) => {
  const before = inSmall.get(rule) ?? cost;
  return { rule, subjects: cost.subjects, ms: cost.milliseconds, 'µs each': micros(cost), growth: micros(cost) / micros(before) };
});
console.log(`CPU time by rule, ${small} and ${large} resources in one region`);
console.table(
  rows
    .sort((a, b) => b.ms - a.ms)
    .map((row) => ({ ...row, ms: row.ms.toFixed(1), 'µs each': row['µs each'].toFixed(1), growth: row.growth.toFixed(1) })),
);
