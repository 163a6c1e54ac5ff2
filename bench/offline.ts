/**
 * Whole runs of the built program over synthetic accounts, offline, with every rule, reporting NDJSON to a file.
 *
 *     npm run build && npx tsx bench/offline.ts [1000 10000 100000 1000000] [--rounds 7] [--one-region]
 *
 * Sizes above 200,000 are run once. The ratio is that of the two largest sizes up to there, a factor of ten apart.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSynthetic } from './account/write.ts';
import { run, type Usage } from './measure/child.ts';
import { interleaved, median, spread } from './measure/interleaved.ts';
import { machine } from './measure/machine.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '7' }, 'one-region': { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const oneRegion = values['one-region'];
const sizes = (positionals.length > 0 ? positionals : ['1000', '10000', '100000', '1000000']).map(Number);
const largestRepeated = 200_000;

const place = (name: string) => join(tmpdir(), `ha-audit-bench-${name}`);
const floor = 'node -e 0';
const nodes = new Map<string, number>();
for (const size of sizes) nodes.set(String(size), (await writeSynthetic(place(`${size}.ndjson.gz`), size, { oneRegion })).nodes);

const scan = (size: number) => () =>
  run(['bin/ha-audit.js', 'scan', '--from', place(`${size}.ndjson.gz`), '--rules', '*', '--format', `ndjson=${place(`${size}.out`)}`], {
    expected: [0, 1],
  });
const repeated = sizes.filter((size) => size <= largestRepeated);
const runs = new Map<string, readonly Usage[]>(
  await interleaved(
    [{ name: floor, run: () => run(['-e', '0']) }, ...repeated.map((size) => ({ name: String(size), run: scan(size) }))],
    rounds,
  ),
);
for (const size of sizes.filter((each) => each > largestRepeated)) runs.set(String(size), [await scan(size)()]);

console.log(`${machine()}, ${rounds} rounds, interleaved${oneRegion ? ', one region' : ''}`);
console.table(
  [...runs].map(([name, usages]) => ({
    resources: nodes.get(name) ?? name,
    'wall s': spread(usages.map(({ wallMs }) => wallMs / 1000)),
    'CPU s': spread(usages.map(({ cpuMs }) => cpuMs / 1000)),
    'peak MiB': spread(usages.map(({ peakMib }) => peakMib)),
    verdicts: nodes.has(name) ? verdictsIn(place(`${name}.out`)) : '',
  })),
);
const wall = (size: number) => median((runs.get(String(size)) ?? []).map(({ wallMs }) => wallMs));
for (const size of repeated)
  if (repeated.includes(size * 10)) console.log(`time(${size * 10}) / time(${size}) = ${(wall(size * 10) / wall(size)).toFixed(1)}`);

/** `pass/fail/unknown`, from the header of the report: a run that judges nothing is fast, too. */
function verdictsIn(path: string): string {
  const file = openSync(path, 'r');
  const start = Buffer.alloc(4096);
  readSync(file, start);
  closeSync(file);
  const [, pass, fail, unknown] = /"counts":{"pass":(\d+),"fail":(\d+),"unknown":(\d+)/.exec(start.toString()) ?? [];
  return `${pass ?? '?'}/${fail ?? '?'}/${unknown ?? '?'}`;
}
