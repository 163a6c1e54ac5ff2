import { describe, expect, it } from 'vitest';
import { FindingIdentity } from '../../src/engine/identity.ts';
import { Graph } from '../../src/graph/graph.ts';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import { node, world } from '../kit/world.ts';

function idsOf(...nodes: readonly NodeRecord[]): readonly string[] {
  const { header, nodes: records } = world(...nodes);
  const graph = new Graph(header, records, { actionsOf: () => [] });
  const identity = new FindingIdentity(graph);
  return records
    .flatMap(({ kind, id }) => graph.known(node('ec2.vpc', 'x').kind === kind ? 'ec2.vpc' : kindOf(kind)).filter((view) => view.id === id))
    .map((view) => identity.idOf('a.rule', view, 'fail'));
}

const kindsHere = ['ec2.instance', 'ec2.vpc', 'elbv2.load-balancer', 'ec2.volume'] as const;
const kindOf = (name: string) => kindsHere.find((kind) => kind === name) ?? 'ec2.vpc';
const balancer = (suffix: string) =>
  node('elbv2.load-balancer', `arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/${suffix}`, {}, { name: 'web' });

describe('identity of a finding', () => {
  it('survives a re-created load balancer of the same name', () => {
    expect(idsOf(balancer('1'))).toEqual(idsOf(balancer('2')));
  });

  it('tells resources without a name apart by id', () => {
    expect(new Set(idsOf(node('ec2.vpc', 'vpc-1'), node('ec2.vpc', 'vpc-2'))).size).toBe(2);
  });

  it('survives replaced instances of a group, and tells the members apart', () => {
    const before = idsOf(node('ec2.instance', 'i-1'), node('ec2.instance', 'i-2'));
    const after = idsOf(node('ec2.instance', 'i-8'), node('ec2.instance', 'i-9'));
    expect(new Set(before).size).toBe(2);
    expect(after).toEqual(before);
  });

  it('keeps instances outside of any group apart by id', () => {
    const pet = (key: string) => node('ec2.instance', key, { autoScalingGroupName: null, autoScalingGroup: null });
    expect(idsOf(pet('i-1'))).not.toEqual(idsOf(pet('i-2')));
  });

  it('knows a volume of a group by group and device', () => {
    const volume = (key: string, instanceId: string) =>
      node('ec2.volume', key, { instances: [instanceId], attachments: [{ instanceId, deviceName: '/dev/xvda', state: 'attached' }] });
    expect(idsOf(node('ec2.instance', 'i-1'), volume('vol-1', 'i-1')).at(1)).toBe(
      idsOf(node('ec2.instance', 'i-2'), volume('vol-2', 'i-2')).at(1),
    );
  });

  it('differs by account and region', () => {
    expect(idsOf(node('ec2.vpc', 'vpc-1', {}, { region: 'us-east-1' }))).not.toEqual(idsOf(node('ec2.vpc', 'vpc-1')));
  });
});
