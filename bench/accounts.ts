/**
 * Reading 10, 50 and 200 accounts through roles, with the real clients over loopback: calls, CPU and memory for each.
 *
 *     npx tsx bench/accounts.ts [--rounds 3] [--latency 5]
 *
 * The reader is a process of its own; so is the API, whose work is not counted. The sizes take turns, so that a slow minute hits all alike.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { simulatedAccount } from './collecting/account.ts';
import { run } from './measure/child.ts';
import { interleaved, median, spread } from './measure/interleaved.ts';
import { machine } from './measure/machine.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, latency: { type: 'string', default: '5' } } });
const reader = fileURLToPath(new URL('accounts/read.ts', import.meta.url));
const sizes = [10, 50, 200];
const api = await simulatedAccount(Number(values.latency), [], new URL('accounts/endpoint.ts', import.meta.url));
const environment = {
  ...process.env,
  AWS_ACCESS_KEY_ID: 'AKIABENCH',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: api.url,
  AWS_CA_BUNDLE: '',
  NODE_EXTRA_CA_CERTS: '',
};
const calls = new Map<number, number>();
const cases = sizes.map((size) => ({
  name: String(size),
  run: async () => {
    await api.calls();
    const usage = await run(['--import', 'tsx', reader, String(size)], { environment });
    calls.set(size, await api.calls());
    return usage;
  },
}));

console.log(`${machine()}, ${values.rounds} rounds after one to warm up, ${values.latency} ms latency`);
const runs = await interleaved(cases, Number(values.rounds));
api.close();
const row = (size: number) => runs.get(String(size)) ?? [];
for (const size of sizes) {
  const usages = row(size);
  console.log(
    `${size} accounts: ${calls.get(size) ?? 0} calls; wall ${spread(usages.map(({ wallMs }) => wallMs))} ms, ` +
      `CPU ${spread(usages.map(({ cpuMs }) => cpuMs))} ms, peak ${spread(usages.map(({ peakMib }) => peakMib))} MiB`,
  );
}
const perAccount = (of: 'cpuMs' | 'peakMib', from: number, to: number) =>
  (median(row(to).map((usage) => usage[of])) - median(row(from).map((usage) => usage[of]))) / (to - from);
for (const [from, to] of [
  [10, 50],
  [50, 200],
] as const) {
  const more = ((calls.get(to) ?? 0) - (calls.get(from) ?? 0)) / (to - from);
  console.log(
    `each account from ${from} to ${to}: ${more.toFixed(1)} calls, CPU ${perAccount('cpuMs', from, to).toFixed(1)} ms, ${perAccount('peakMib', from, to).toFixed(2)} MiB`,
  );
}
