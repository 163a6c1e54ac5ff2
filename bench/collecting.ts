/**
 * Reading accounts whose API answers late or seldom, with the real clients over loopback.
 *
 *     npx tsx bench/collecting.ts [--rounds 5]
 *
 * The bound of the first is what the latency alone costs with all connections busy; that of the second, what the bucket takes to refill.
 */
import { parseArgs } from 'node:util';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { collectLive } from '../src/app/live.ts';
import { withSession } from '../src/collectors/collect.ts';
import { simulatedAccount } from './collecting/account.ts';
import { regions } from './collecting/regions.ts';
import { machine } from './measure/machine.ts';
import { spread } from './measure/interleaved.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const latencyMs = 40;
const inFlight = 64;
const bucket = { calls: 400, burst: 100, perSecond: 20 };

Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIABENCH', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' });
// Reading the certificates of a company costs a tenth of a second a run, and nothing for the others.
for (const name of ['AWS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE']) Reflect.deleteProperty(process.env, name);
const credentials = { profile: null, roleArn: null, externalId: null };
const live = (url: string, chosen: readonly string[]) => {
  process.env['AWS_ENDPOINT_URL'] = url;
  return { credentials, regions: chosen, environment: process.env, signal: new AbortController().signal, now: () => new Date() };
};

console.log(`${machine()}, ${rounds} rounds after one to warm up`);
await readEmptyRegions();
await askOneApi();

async function readEmptyRegions(): Promise<void> {
  const account = await simulatedAccount(latencyMs);
  const seen = { wallMs: [0], cpuMsPerCall: [0], calls: 0 };
  for (let round = 0; round <= rounds; round += 1) {
    const before = { calls: await account.calls(), cpu: process.cpuUsage(), at: performance.now() };
    await collectLive(live(account.url, regions), null, () => {});
    const wallMs = performance.now() - before.at;
    const { user, system } = process.cpuUsage(before.cpu);
    const calls = (await account.calls()) - before.calls;
    if (round === 0) Object.assign(seen, { wallMs: [], cpuMsPerCall: [], calls });
    else {
      seen.wallMs.push(wallMs);
      seen.cpuMsPerCall.push((user + system) / 1000 / calls);
    }
  }
  account.close();
  const boundMs = Math.ceil(seen.calls / inFlight) * latencyMs;
  console.log(
    `${seen.calls} calls at ${latencyMs} ms: ${spread(seen.wallMs)} ms, bound ${boundMs} ms, ` +
      `${spread(seen.wallMs.map((ms) => ms / boundMs))} times the bound; CPU ${spread(seen.cpuMsPerCall)} ms a call`,
  );
}

async function askOneApi(): Promise<void> {
  const account = await simulatedAccount(0, [bucket.burst, bucket.perSecond]);
  const seconds = await withSession(live(account.url, ['us-east-1']), async (session) => {
    const { ec2 } = session.clients('us-east-1');
    const start = performance.now();
    const answers = await Promise.allSettled(Array.from({ length: bucket.calls }, () => ec2.send(new DescribeVpcsCommand({}))));
    const lost = answers.filter(({ status }) => status === 'rejected').length;
    if (lost > 0) throw new Error(`${lost} of ${bucket.calls} calls were lost`);
    return (performance.now() - start) / 1000;
  });
  account.close();
  const bound = (bucket.calls - bucket.burst) / bucket.perSecond;
  console.log(
    `${bucket.calls} calls on a bucket of ${bucket.burst}, ${bucket.perSecond} a second: none lost, ${seconds.toFixed(1)} s = ` +
      `${(seconds / bound).toFixed(2)} times the bound of ${bound} s`,
  );
}
