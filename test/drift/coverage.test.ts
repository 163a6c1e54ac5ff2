import { describe, expect, it } from 'vitest';
import type { Kind } from '../../src/model/kinds.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { driftLines, drifted, driftText } from '../kit/drifts.ts';
import { account, denied, node, world, worldWithGaps } from '../kit/world.ts';

const database = (id: string, multiAz: boolean) => node('rds.instance', id, { engine: 'postgres', multiAz });
const withoutFact = (snapshot: Snapshot, kind: Kind, fact: string, isGap: boolean): Snapshot => ({
  ...snapshot,
  nodes: snapshot.nodes.map((each) => {
    if (each.kind !== kind) return each;
    const { [fact]: _left, ...facts } = each.facts;
    return { ...each, facts, gaps: isGap ? { ...each.gaps, [fact]: denied('rds:DescribeDBInstances') } : each.gaps };
  }),
});

describe('what one side does not know', () => {
  const seen = world(database('orders', false), database('users', true));

  it('is lost evidence where a listing is denied in AFTER, never a removed resource', () => {
    const report = drifted(seen, worldWithGaps({ 'rds.instance': denied('rds:DescribeDBInstances') }));
    expect(report.counts).toMatchObject({ removed: 0, gone: 0, repaired: 0 });
    expect(report.flips.filter(({ rule }) => rule === 'rds.instance-multi-az')).toMatchObject([
      { flip: 'evidence-lost', before: 'fail', after: 'unseen', cause: { proof: 'coverage', changes: [] } },
      { flip: 'evidence-lost', before: 'pass', after: 'unseen' },
    ]);
    expect(report.coverage).toMatchObject([
      { missingFrom: 'after', kind: 'rds.instance', fact: null, resources: 2, gap: { reason: 'denied' } },
    ]);
  });

  it('is newly seen where the listing was denied in BEFORE, never an added resource, and fails no run', () => {
    const report = drifted(
      worldWithGaps({ 'rds.instance': denied('rds:DescribeDBInstances') }, node('ec2.vpc', 'vpc-1')),
      {
        ...seen,
        nodes: [node('ec2.vpc', 'vpc-1'), ...seen.nodes],
      },
      { exit: { failOn: 'high', requireComplete: false, allowEmpty: true } },
    );
    expect(report.counts).toMatchObject({ added: 0, broken: 0, 'new-failing': 0 });
    expect(report.flips.filter(({ flip }) => flip !== 'newly-seen')).toEqual([]);
    expect(report.coverage).toMatchObject([{ missingFrom: 'before', kind: 'rds.instance', resources: 2 }]);
    expect(report.exit.code).toBe(0);
  });

  it.each([true, false])('is no changed fact where only one side holds it (denied: %s)', (isGap) => {
    const report = drifted(seen, withoutFact(seen, 'rds.instance', 'multiAz', isGap));
    expect(report.counts.changed).toBe(0);
    expect(driftLines(report).filter((line) => !/^(evidence-lost|new-unknown) .*: coverage$/.test(line))).toEqual([]);
    expect(report.coverage).toMatchObject([{ missingFrom: 'after', kind: 'rds.instance', fact: 'multiAz', resources: 2 }]);
    expect(drifted(withoutFact(seen, 'rds.instance', 'multiAz', isGap), seen).coverage).toMatchObject([
      { missingFrom: 'before', resources: 2 },
    ]);
  });

  it('makes the exit status 3 where completeness is required', () => {
    const exit = { failOn: 'high', requireComplete: true, allowEmpty: false } as const;
    expect(drifted(seen, withoutFact(seen, 'rds.instance', 'multiAz', true), { exit }).exit).toEqual({
      code: 3,
      reason: expect.stringMatching(/^AFTER tells less than BEFORE: \d+ verdicts? lost, and --require-complete is set$/),
    });
    expect(drifted(seen, seen, { exit }).exit.code).toBe(0);
  });

  it('never looks good', async () => {
    const report = drifted(seen, worldWithGaps({ 'rds.instance': denied('rds:DescribeDBInstances') }, node('ec2.vpc', 'vpc-1')), {
      exit: { failOn: 'high', requireComplete: false, allowEmpty: true },
    });
    expect(await driftText(report, 'table')).toMatch(/AFTER tells less than BEFORE/);
    expect(await driftText(report, 'html')).toMatch(/class="unclear"/);
  });
});

describe('snapshots of different places', () => {
  const elsewhere = (snapshot: Snapshot, region: string): Snapshot => ({
    header: { ...snapshot.header, regions: [region], coverage: snapshot.header.coverage.map((entry) => ({ ...entry, region })) },
    nodes: snapshot.nodes.map((each) => ({ ...each, region })),
  });
  const here = world(database('orders', true));

  it('are refused where they share none', () => {
    expect(() => drifted(here, elsewhere(here, 'us-west-2'))).toThrow(
      `BEFORE and AFTER have no account and region in common: ${account} in eu-west-1 against ${account} in us-west-2`,
    );
  });

  it('are compared where both were read, and the rest is told', () => {
    const there = elsewhere(world(database('far', false)), 'us-west-2');
    const both: Snapshot = {
      header: { ...here.header, regions: ['eu-west-1', 'us-west-2'], coverage: [...here.header.coverage, ...there.header.coverage] },
      nodes: [...here.nodes, ...there.nodes],
    };
    const report = drifted(both, here);
    expect(driftLines(report)).toEqual([]);
    expect(report.coverage).toMatchObject([{ missingFrom: 'after', kind: null, region: 'us-west-2', resources: 1 }]);
    expect(drifted(here, both).coverage).toMatchObject([{ missingFrom: 'before', kind: null, region: 'us-west-2', resources: 1 }]);
  });
});
