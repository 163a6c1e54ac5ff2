import { describe, expect, it } from 'vitest';
import { inFlightPerHost, Pacer } from '../../src/aws/pacer.ts';
import { TokenBucket } from '../../src/aws/token-bucket.ts';
import { FakeClock } from '../kit/fake-clock.ts';

const throttle = () =>
  Promise.reject(Object.assign(new Error('Rate exceeded'), { name: 'Throttling', $metadata: { httpStatusCode: 400 } }));

/** AWS's side: a true bucket that refuses what comes too fast. */
function trueBucket(clock: FakeClock, burst: number, perSecond: number) {
  let tokens = burst;
  let at = clock.now();
  const seen = { served: 0, refused: 0 };
  const call = async () => {
    tokens = Math.min(burst, tokens + ((clock.now() - at) / 1000) * perSecond);
    at = clock.now();
    if (tokens < 1) {
      seen.refused += 1;
      return throttle();
    }
    tokens -= 1;
    seen.served += 1;
  };
  return { seen, call };
}

describe('the token bucket', () => {
  it('lets a burst through and then keeps the rate', async () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, clock);
    const times: number[] = [];
    for (let index = 0; index < 7; index += 1) void bucket.take().then(() => times.push(clock.now()));
    await clock.pass(10_000);
    expect(times).toEqual([0, 0, 0, 500, 1000, 1500, 2000]);
  });

  it('never holds more than its burst', async () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket({ burst: 2, perSecond: 1 }, clock);
    await clock.pass(60_000);
    const times: number[] = [];
    for (let index = 0; index < 3; index += 1) void bucket.take().then(() => times.push(clock.now() - 60_000));
    await clock.pass(10_000);
    expect(times).toEqual([0, 0, 1000]);
  });

  it('halves its rate when it is throttled, once for calls that were under way together, and recovers slowly', async () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket({ burst: 100, perSecond: 20 }, clock);
    bucket.throttled();
    bucket.throttled();
    bucket.throttled();
    let taken = 0;
    for (let index = 0; index < 1000; index += 1) void bucket.take().then(() => (taken += 1));
    await clock.pass(1000);
    expect(taken).toBeGreaterThanOrEqual(10);
    expect(taken).toBeLessThan(12);
    await clock.pass(10_000);
    const before = taken;
    await clock.pass(1000);
    expect(taken - before).toBe(20);
  });

  it('turns away who waits when it is closed', async () => {
    const bucket = new TokenBucket({ burst: 1, perSecond: 1 }, new FakeClock());
    await bucket.take();
    const waiting = bucket.take();
    bucket.close(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });
});

describe('the pacer', () => {
  it('loses none of 400 calls to a true bucket of 100 and 20 a second, within 1.2 times its bound', async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(clock, 8);
    const aws = trueBucket(clock, 100, 20);
    const calls = Promise.all(Array.from({ length: 400 }, () => pacer.run('ec2', 'us-east-1', 'DescribeVpcs', aws.call)));
    const boundMilliseconds = ((400 - 100) / 20) * 1000;
    await clock.pass(boundMilliseconds * 1.2);
    await calls;
    expect(aws.seen).toEqual({ served: 400, refused: 0 });
  });

  it('makes the describing calls of load balancing share one bucket, and each API of EC2 have its own', async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(clock, 1000);
    const done = { elbv2: 0, ec2: 0 };
    for (const operation of ['DescribeListeners', 'DescribeTags', 'DescribeRules']) {
      for (let index = 0; index < 40; index += 1) {
        void pacer.run('elbv2', 'us-east-1', operation, async () => (done.elbv2 += 1));
        void pacer.run('ec2', 'us-east-1', operation, async () => (done.ec2 += 1));
      }
    }
    await clock.pass(0);
    expect(done).toEqual({ elbv2: 36, ec2: 120 });
  });

  it('keeps regions apart', async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(clock, 1000);
    let done = 0;
    for (const region of ['us-east-1', 'eu-west-1']) {
      for (let index = 0; index < 50; index += 1) void pacer.run('elbv2', region, 'DescribeTags', async () => (done += 1));
    }
    await clock.pass(0);
    expect(done).toBe(72);
  });

  it('slows down when others use up the limit', async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(clock, 8);
    await expect(pacer.run('rds', 'us-east-1', 'DescribeDBInstances', throttle)).rejects.toThrow('Rate exceeded');
    let done = 0;
    for (let index = 0; index < 100; index += 1) void pacer.run('rds', 'us-east-1', 'DescribeDBInstances', async () => (done += 1));
    await clock.pass(1000);
    expect(done).toBeLessThanOrEqual(6);
    expect(done).toBeGreaterThan(3);
  });

  it('makes few calls at once to one host, and 64 to all', async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(clock, 2);
    const under = { now: 0, most: 0, hosts: new Map<string, number>() };
    const finish: (() => void)[] = [];
    for (let region = 0; region < 50; region += 1) {
      for (let index = 0; index < 5; index += 1) {
        void pacer.run('ec2', `region-${region}`, 'DescribeVpcs', async () => {
          under.now += 1;
          under.most = Math.max(under.most, under.now);
          under.hosts.set(`${region}`, (under.hosts.get(`${region}`) ?? 0) + 1);
          await new Promise<void>((resolve) => finish.push(resolve));
          under.now -= 1;
        });
      }
    }
    await clock.pass(0);
    expect([under.now, Math.max(...under.hosts.values())]).toEqual([64, 2]);
    while (finish.length > 0) {
      for (const done of finish.splice(0)) done();
      await clock.pass(0);
    }
    expect([under.now, under.most, [...under.hosts.values()].reduce((sum, calls) => sum + calls)]).toEqual([0, 64, 250]);
  });

  it('turns everyone away when the run is stopped', async () => {
    const pacer = new Pacer(new FakeClock(), 1);
    const first = pacer.run('ec2', 'us-east-1', 'DescribeVpcs', () => new Promise((resolve) => setTimeout(resolve, 10)));
    const waiting = pacer.run('ec2', 'us-east-1', 'DescribeVpcs', async () => 'late');
    const refused = expect(waiting).rejects.toThrow('stopped');
    await new Promise((resolve) => setImmediate(resolve));
    pacer.close(new Error('stopped'));
    await refused;
    await expect(pacer.run('rds', 'us-east-1', 'DescribeDBInstances', async () => 'later')).rejects.toThrow('stopped');
    await first;
  });

  it('gives one region more room for each host than seventeen', () => {
    expect([inFlightPerHost(1, 6), inFlightPerHost(2, 6), inFlightPerHost(17, 6)]).toEqual([8, 5, 3]);
  });
});
