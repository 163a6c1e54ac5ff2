/**
 * What it costs to start: help, the demo account, a thousand resources, and everything a live run loads, each over `node -e 0`.
 *
 *     npm run build && npx tsx bench/start-up.ts [--rounds 21]
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSynthetic } from './account/write.ts';
import { run } from './measure/child.ts';
import { interleaved, median, spread } from './measure/interleaved.ts';
import { liveImports } from './measure/live-chunks.ts';
import { machine } from './measure/machine.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '21' } } });
const rounds = Number(values.rounds);
const program = 'bin/ha-audit.js';
const snapshot = join(tmpdir(), 'ha-audit-bench-1000.ndjson.gz');
const report = `ndjson=${join(tmpdir(), 'ha-audit-bench-report.ndjson')}`;
await writeSynthetic(snapshot, 1000);

const floor = 'node -e 0';
const cases = [
  { name: floor, run: () => run(['-e', '0']) },
  { name: '--help', run: () => run([program, '--help']) },
  { name: 'scan --demo', run: () => run([program, 'scan', '--demo'], { expected: [0, 1, 3] }) },
  {
    name: '1,000 resources',
    run: () => run([program, 'scan', '--from', snapshot, '--rules', '*', '--format', report], { expected: [0, 1] }),
  },
  { name: 'all of a live run loaded', run: () => run(['--input-type=module', '-e', liveImports()]) },
];
const runs = await interleaved(cases, rounds);
const floorMs = median((runs.get(floor) ?? []).map(({ wallMs }) => wallMs));
console.log(`${machine()}, ${rounds} rounds, interleaved`);
console.table(
  [...runs].map(([name, usages]) => ({
    case: name,
    'wall ms': spread(usages.map(({ wallMs }) => wallMs)),
    'over floor': (median(usages.map(({ wallMs }) => wallMs)) - floorMs).toFixed(0),
    'CPU ms': spread(usages.map(({ cpuMs }) => cpuMs)),
    'peak MiB': spread(usages.map(({ peakMib }) => peakMib)),
  })),
);
