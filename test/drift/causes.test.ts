import { describe, expect, it } from 'vitest';
import type { DriftReport, VerdictFlip } from '../../src/model/drift-report.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Account } from '../../tools/accounts/account.ts';
import { mutations } from '../accounts/mutations.ts';
import { drifted } from '../kit/drifts.ts';
import { readAccount } from '../kit/whole-account.ts';
import { node, world } from '../kit/world.ts';

const recorded = await readAccount('fixtures/accounts/sound/account.ndjson.gz');
const { startedAt, finishedAt } = recorded.header;

function sound(...names: readonly string[]): Snapshot {
  const account = new Account(recorded);
  for (const name of names) mutations[name]?.(account);
  return account.complete(startedAt, finishedAt);
}

function flipOf({ flips }: DriftReport, rule: string): VerdictFlip | undefined {
  return flips.find((flip) => flip.rule === rule);
}

describe('what explains a flip', () => {
  it('is one of many changes, where that alone brings the old verdict back', () => {
    const report = drifted(sound(), sound('the database has no standby', 'the database admits the world', 'the group may shrink to one'));
    expect(flipOf(report, 'rds.instance-multi-az')?.cause).toMatchObject({
      proof: 'proven',
      changes: [expect.stringMatching(/#multiAz$/)],
    });
    expect(flipOf(report, 'auto-scaling.min-size')?.cause).toMatchObject({
      proof: 'proven',
      changes: [expect.stringMatching(/#minSize$/)],
    });
  });

  it('is two changes together, where each alone would break it', () => {
    const twice = drifted(sound(), sound('the cache is not encrypted in transit', 'the cache still accepts plaintext'));
    expect(flipOf(twice, 'elasticache.replication-group-encrypted-in-transit')?.cause).toMatchObject({
      proof: 'together',
      changes: [expect.stringMatching(/#transitEncryptionEnabled$/), expect.stringMatching(/#transitEncryptionMode$/)],
    });
  });

  it('is the time, where nothing changed and a certificate came close to its end', () => {
    const at = (time: string): Snapshot => {
      const certificate = 'arn:aws:acm:eu-west-1:111111111111:certificate/1';
      const snapshot = world(
        node('elbv2.load-balancer', 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1', {}),
        node('elbv2.listener', 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/web/1/1', {
          loadBalancer: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1',
          protocol: 'HTTPS',
          certificateArns: [certificate],
        }),
        node('acm.certificate', certificate, { certificateType: 'IMPORTED', status: 'ISSUED', expiresAt: '2027-03-01T00:00:00.000Z' }),
      );
      return { ...snapshot, header: { ...snapshot.header, startedAt: time, finishedAt: time } };
    };
    const report = drifted(at('2026-11-21T12:00:00.000Z'), at('2027-02-28T12:00:00.000Z'));
    expect(report.flips.map(({ flip, cause }) => [flip, cause.proof])).toEqual([['broken', 'time']]);
    expect(report.counts.changed).toBe(0);
    expect(drifted(at('2026-11-21T12:00:00.000Z'), at('2027-02-28T12:00:00.000Z'), { asOf: Date.parse('2026-12-01') }).flips).toEqual([]);
  });

  it('is not proven where the account is too large to try, which is counted', () => {
    const [before, after] = [sound(), sound('the database has no standby')];
    const huge = { ...after, header: { ...after.header, nodes: 4_000_000 } };
    const report = drifted(before, huge);
    expect(report.flips).toMatchObject([
      { cause: { proof: 'evidence', changes: expect.arrayContaining([expect.stringMatching(/#multiAz$/)]) } },
    ]);
    expect(report.untried).toBe(1);
  });
});

it('a waived verdict is told, and fails no run', () => {
  const waiver = { rule: 'rds.*', reason: 'accepted', owner: 'us', expires: '2027-01-31' };
  const waivers = [{ entry: waiver, line: 1 }];
  const report = drifted(sound(), sound('the database has no standby'), { waivers });
  expect(report.flips).toMatchObject([{ flip: 'broken', waived: true }]);
  expect(report.exit).toEqual({ code: 0, reason: 'nothing newly fails' });
});

it('the same two snapshots give the same bytes', () => {
  const [before, after] = [sound(), sound('the target group is gone')];
  expect(JSON.stringify(drifted(before, after))).toBe(JSON.stringify(drifted(before, after)));
});
