import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configPlace } from '../../../src/app/config-place.ts';
import type { AnyCollector } from '../../../src/collectors/kit/define.ts';
import { readPlace } from '../../../src/collectors/kit/run.ts';
import { collectors } from '../../../src/generated/collectors.ts';
import type { Result } from '../../../src/model/report.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { shapes } from '../../../src/sources/aws-config/shapes.ts';
import type { AwsEndpoint } from '../../kit/aws-endpoint.ts';
import { configItemsOf, type Item, scriptConfig } from '../../kit/config-items.ts';
import { collectFrom } from '../../kit/live.ts';
import { judgeAccount } from '../../kit/whole-account.ts';
import { replay } from '../../kit/wire-recording.ts';

const now = () => new Date('2026-11-21T06:14:00Z');
const keyOf = ({ rule, resource }: Result) => `${rule} on ${resource.id}`;
const verdicts = (snapshot: Snapshot) => new Map([...judgeAccount(snapshot).results].map((result) => [keyOf(result), result.status]));

/** The sound account as it was recorded on the wire, and the items that AWS Config would keep of those answers. */
describe('AWS Config and AWS on the same account', () => {
  let aws: AwsEndpoint;
  let all: readonly AnyCollector[];
  let live: Snapshot;
  let config: Snapshot;
  const items: Item[] = [];

  beforeAll(async () => {
    aws = scriptConfig(await replay('fixtures/wire/sound.json.gz'), items);
    all = await Promise.all(Object.values(collectors).map((load) => load()));
    live = await collectFrom(aws, {
      collectors: all,
      through: {
        source: 'live',
        readPlace: async (plan, place) => {
          items.push(...(await configItemsOf(place.clients, place.scope)));
          return readPlace(plan, place);
        },
      },
    });
    config = await collectFrom(aws, { collectors: all, through: { source: 'config', readPlace: configPlace(now, false) } });
  }, 120_000);
  afterAll(() => aws.close());

  it('give the same verdict wherever both see the facts; where AWS Config does not, it gives none', () => {
    const [before, after] = [verdicts(live), verdicts(config)];
    const flips = [...after].filter(([key, status]) => status !== 'unknown' && before.get(key) !== status);
    expect(flips.map(([key, status]) => [key, before.get(key), status])).toEqual([]);
    const decided = [...after].flatMap(([key, status]) => (status === 'unknown' ? [] : [key.replace(/ on .*/, '')]));
    expect(decided.length).toBeGreaterThanOrEqual(50);
    for (const rule of ['security-groups.alb-ports', 'target-group.health-path', 'network.vpc-dedicated', 'rds.instance-not-public'])
      expect(decided).toContain(rule);
  });

  it('give the same facts, or none', () => {
    const nodeOf = new Map(live.nodes.map((node) => [`${node.kind} ${node.id}`, node]));
    const differing = config.nodes.flatMap(({ kind, id, key, name, facts, relations }) => {
      const other = nodeOf.get(`${kind} ${id}`);
      if (other === undefined || other.key !== key || other.name !== name) return [`${kind} ${id}`];
      const told = Object.entries({ ...facts, ...relations });
      const known: Readonly<Record<string, unknown>> = { ...other.facts, ...other.relations };
      return told.flatMap(([fact, value]) => (JSON.stringify(value) === JSON.stringify(known[fact]) ? [] : [`${kind} ${key} ${fact}`]));
    });
    expect(differing).toEqual([]);
    const kindsOf = ({ nodes }: Snapshot) => new Set(nodes.map(({ kind }) => kind));
    const read = Object.values(shapes).filter(({ kind }) => kindsOf(live).has(kind));
    expect(read.filter(({ kind }) => !kindsOf(config).has(kind))).toEqual([]);
    expect(read.length).toBeGreaterThanOrEqual(15);
  });

  it('leave a gap where AWS Config records nothing, with the action that would tell', () => {
    const caches = config.header.coverage.find(({ kind }) => kind === 'elasticache.replication-group');
    expect(caches).toMatchObject({ status: 'not-collected', listed: false });
    expect(caches?.gaps).toMatchObject([{ reason: 'not-collected', action: 'elasticache:DescribeReplicationGroups' }]);
    const nat = config.nodes.find(({ kind }) => kind === 'ec2.nat-gateway');
    expect(nat?.facts['availabilityMode']).toBeUndefined();
    expect(nat?.gaps['availabilityMode']).toMatchObject({ reason: 'not-collected', action: 'ec2:DescribeNatGateways' });
  });

  it('together give every verdict of AWS alone', async () => {
    const asked = aws.received.length;
    const both = await collectFrom(aws, { collectors: all, through: { source: 'config+live', readPlace: configPlace(now, true) } });
    expect(verdicts(both)).toEqual(verdicts(live));
    const calls = aws.received.slice(asked).map(({ action }) => action);
    // What AWS Config tells in full is not asked for again.
    for (const action of ['ec2:DescribeSecurityGroups', 'ec2:DescribeRouteTables', 'ec2:DescribeVpcs']) expect(calls).not.toContain(action);
    expect(calls).toContain('elasticache:DescribeReplicationGroups');
  }, 60_000);
});
