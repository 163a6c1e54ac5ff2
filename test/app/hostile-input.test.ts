import { describe, expect, it } from 'vitest';
import { formats } from '../../src/output/formats.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import type { Report } from '../../src/model/report.ts';
import { containing } from '../kit/matching.ts';
import { rendered, scanned } from '../kit/scans.ts';
import { savedAs } from '../kit/snapshot-bytes.ts';
import { node, snapshotOf, subnet, world, zone } from '../kit/world.ts';

const judge = (snapshot: Snapshot) => scanned({ type: 'file', path: savedAs('account.ndjson', snapshot) });
const resultsOf = (report: Report, kind: string) => [...report.results].filter(({ resource }) => resource.kind === kind);

describe('text that obeys nobody', () => {
  const evil =
    '\u001b[31mred\u001b]8;;http://evil.example\u0007<img src=x onerror=alert(1)>\r\n::error::x\u202e[a](http://evil.example)\u0000`$(id)`';
  const account = world(
    zone('a'),
    zone('b'),
    subnet('app', 'a'),
    node('rds.instance', evil, { multiAz: false, tags: { [evil]: evil, Name: evil, workload: evil }, engine: 'mysql' }),
    node('elasticache.cluster', 'cache', { engine: evil }),
    node('autoscaling.group', evil, { tags: { workload: evil } }),
  );

  it.each(formats)('does no harm as %s', async (format) => {
    const report = await judge(account);
    expect(resultsOf(report, 'rds.instance').filter(({ status }) => status === 'fail').length).toBeGreaterThan(0);
    const text = await rendered(report, format);
    expect(text.length).toBeGreaterThan(1000);
    const plain = format === 'csv' ? text.replaceAll('\r\n', '\n') : text;
    expect(plain.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu)).toBe(null);
    expect(text.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
    if (format === 'json') expect(JSON.stringify(JSON.parse(text))).toContain(JSON.stringify(evil).slice(1, -1));
    if (format === 'ndjson') for (const line of text.trimEnd().split('\n')) expect(() => void JSON.parse(line)).not.toThrow();
  });
});

describe('facts of the wrong type', () => {
  const wrong = (record: NodeRecord, facts: object): NodeRecord => ({ ...record, facts: { ...record.facts, ...facts } });

  it('are unknown, never a verdict', async () => {
    const sound = await judge(world(node('rds.instance', 'db', { multiAz: true, engine: 'mysql' })));
    const verdict = (report: Report) => resultsOf(report, 'rds.instance').find(({ rule }) => rule === 'rds.instance-multi-az');
    expect(verdict(sound)?.status).toBe('pass');
    for (const multiAz of ['true', 1, [], {}, null]) {
      const spoilt = verdict(await judge(world(wrong(node('rds.instance', 'db', { engine: 'mysql' }), { multiAz }))));
      expect(spoilt, JSON.stringify(multiAz)).toMatchObject({
        status: 'unknown',
        gaps: [{ reason: 'malformed', action: null, detail: 'multiAz of db is not of its type in the snapshot' }],
      });
    }
  });

  it('crash no rule, whatever they are', async () => {
    const nodes = world(
      zone('a'),
      node('rds.instance', 'db'),
      node('rds.cluster', 'c'),
      node('autoscaling.group', 'g'),
      node('ec2.vpc', 'vpc-1'),
      subnet('app', 'a'),
      node('elbv2.load-balancer', 'lb'),
    ).nodes;
    for (const value of [null, 0, 'x', [], [null], {}, { a: null }]) {
      const spoilt = nodes.map((each) => ({
        ...each,
        facts: Object.fromEntries(Object.keys(each.facts).map((name) => [name, value])),
        relations: Object.fromEntries(
          Object.keys(each.relations).map((name) => [name, value === null ? null : typeof value === 'string' ? value : ['x']]),
        ),
      }));
      const report = await judge(snapshotOf(spoilt, {}));
      expect(report.exit.code, JSON.stringify(value)).not.toBe(4);
    }
  });
});

describe('relations to nowhere', () => {
  it('are unknown where a verdict needs them, and cost no other verdict', async () => {
    const member = (instanceId: string) => ({ instanceId, promotionTier: 1, isWriter: false });
    const cluster = node('rds.cluster', 'c', {
      engine: 'aurora-mysql',
      storageEncrypted: true,
      members: [member('gone-1'), member('gone-2')],
    });
    const report = await judge(world(zone('a'), zone('b'), cluster, subnet('app', 'a', { vpc: 'vpc-gone' })));
    const statusOf = (rule: string) => resultsOf(report, 'rds.cluster').find((result) => result.rule === rule);
    expect(statusOf('rds.cluster-multi-az')).toMatchObject({
      status: 'unknown',
      gaps: [{ reason: 'no-evidence', detail: containing('gone-1') }],
    });
    expect(statusOf('rds.cluster-encrypted')?.status).toBe('pass');
    expect(report.exit.code).not.toBe(4);
  });
});
