/**
 * What a cold start of the scheduled audit costs: loading its one module, over `node -e 0`.
 *
 *     npm run lambda:package && npx tsx bench/lambda.ts [--rounds 15]
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from './measure/child.ts';
import { interleaved, median, spread } from './measure/interleaved.ts';
import { machine } from './measure/machine.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const bundle = resolve('dist-lambda/index.mjs');
const floor = 'node -e 0';
const cases = [
  { name: floor, run: () => run(['-e', '0']) },
  { name: 'the handler loaded', run: () => run(['--input-type=module', '-e', `import ${JSON.stringify(pathToFileURL(bundle).href)};`]) },
];
const runs = await interleaved(cases, Number(values.rounds));
const floorMs = median((runs.get(floor) ?? []).map(({ wallMs }) => wallMs));
console.log(
  `${machine()}, ${values.rounds} rounds, interleaved; index.mjs ${statSync(bundle).size} bytes, zip ${statSync('dist-lambda/ha-audit.zip').size}`,
);
console.table(
  [...runs].map(([name, usages]) => ({
    case: name,
    'wall ms': spread(usages.map(({ wallMs }) => wallMs)),
    'over floor': (median(usages.map(({ wallMs }) => wallMs)) - floorMs).toFixed(0),
    'CPU ms': spread(usages.map(({ cpuMs }) => cpuMs)),
    'peak MiB': spread(usages.map(({ peakMib }) => peakMib)),
  })),
);
