import { describe, expect, it } from 'vitest';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { driftLines, drifted } from '../kit/drifts.ts';
import { node, subnet, world, zone } from '../kit/world.ts';

const around = [zone('a'), zone('b'), node('ec2.vpc', 'vpc-1'), subnet('app', 'a', { vpc: 'vpc-1' }), subnet('app', 'b', { vpc: 'vpc-1' })];
const of = (...nodes: readonly NodeRecord[]): Snapshot => world(...around, ...nodes);

/** Lines of drift, and the classes of what was not taken for drift. */
function said(before: Snapshot, after: Snapshot): { readonly drift: readonly string[]; readonly noise: readonly string[] } {
  const report = drifted(before, after);
  return {
    drift: report.changes
      .filter((change) => change.class === 'config' || change.class === 'tags')
      .map(({ resource, fact, type }) => `${resource.name ?? ''} ${fact ?? type}`),
    noise: report.noise.map(({ class: name, kind, fact }) => `${name} ${kind} ${fact ?? ''}`.trim()),
  };
}

describe('what comes about by itself', () => {
  const database = (facts: object) => node('rds.instance', 'orders', { engine: 'postgres', multiAz: true, ...facts });

  it('is a failover, where the zones change places, and a decision where another zone appears', () => {
    const before = of(database({ zoneName: 'eu-west-1a', secondaryZoneName: 'eu-west-1b' }));
    expect(said(before, of(database({ zoneName: 'eu-west-1b', secondaryZoneName: 'eu-west-1a' })))).toEqual({
      drift: [],
      noise: ['failover rds.instance secondaryZoneName', 'failover rds.instance zoneName'],
    });
    expect(said(before, of(database({ zoneName: 'eu-west-1c', secondaryZoneName: 'eu-west-1b' }))).drift).toEqual(['orders zoneName']);
  });

  it('is a minor version that AWS applies, and none that goes back or is major', () => {
    const version = (engineVersion: string, autoMinorVersionUpgrade = true) => of(database({ engineVersion, autoMinorVersionUpgrade }));
    expect(said(version('16.4'), version('16.10'))).toEqual({ drift: [], noise: ['service-managed rds.instance engineVersion'] });
    for (const [was, is] of [
      ['16.10', '16.4'],
      ['16.4', '17.1'],
    ] as const)
      expect(said(version(was), version(is)).drift, `${was} to ${is}`).toEqual(['orders engineVersion']);
    expect(said(version('16.4', false), version('16.10', false)).drift).toEqual(['orders engineVersion']);
  });

  it('is a state on the way to another', () => {
    expect(said(of(database({ status: 'available' })), of(database({ status: 'backing-up' })))).toEqual({
      drift: [],
      noise: ['runtime rds.instance status'],
    });
    expect(said(of(database({ status: 'available' })), of(database({ status: 'storage-full' }))).drift).toEqual(['orders status']);
    const instance = (state: string) => of(node('ec2.instance', 'i-1', { state }));
    expect(said(instance('running'), instance('stopped')).drift).toEqual(['i-1 state']);
  });

  it('is a capacity that a policy moves within bounds, and none that nobody owns or that bounds forbid', () => {
    const group = (desiredCapacity: number) => node('autoscaling.group', 'web', { minSize: 2, maxSize: 6, desiredCapacity });
    const policy = node('autoscaling.policy', 'web/cpu', { group: 'web' });
    expect(said(of(group(2), policy), of(group(5), policy))).toEqual({ drift: [], noise: ['scaled autoscaling.group desiredCapacity'] });
    expect(said(of(group(2)), of(group(5))).drift).toEqual(['web desiredCapacity']);
    expect(said(of(group(2), policy), of(group(7), policy)).drift).toEqual(['web desiredCapacity']);
  });

  it('is a tag of AWS, a default written out, and a set in another order', () => {
    const group = (facts: object) => of(node('autoscaling.group', 'web', facts));
    const equal = [
      [group({ tags: { Env: 'prod' } }), group({ tags: { Env: 'prod', 'aws:cloudformation:stack-name': 'web' } })],
      [group({ desiredCapacityType: null }), group({ desiredCapacityType: 'units' })],
      [group({ healthCheckTypes: ['EC2', 'ELB'] }), group({ healthCheckTypes: ['ELB', 'EC2'] })],
    ] as const;
    for (const [before, after] of equal) {
      expect(said(before, after)).toEqual({ drift: [], noise: [] });
      expect(said(after, before)).toEqual({ drift: [], noise: [] });
    }
    expect(said(group({ tags: { Env: 'prod' } }), group({ tags: { Env: 'test' } })).drift).toEqual(['web tags']);
    expect(said(group({ desiredCapacityType: null }), group({ desiredCapacityType: 'vcpu' })).drift).toEqual(['web desiredCapacityType']);
  });

  it('is what a service made for itself', () => {
    const eni = (key: string, isRequesterManaged: boolean) => of(node('ec2.network-interface', key, { isRequesterManaged, vpc: 'vpc-1' }));
    expect(said(eni('eni-1', true), eni('eni-2', true))).toEqual({ drift: [], noise: ['service-managed ec2.network-interface'] });
    expect(said(eni('eni-1', false), eni('eni-2', false)).drift).toEqual(['eni-1 removed', 'eni-2 added']);
  });
});

describe('a resource that was made anew', () => {
  const balancer = (id: string) => `arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/${id}`;
  const target = (id: string) => `arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/${id}`;
  const forward = (arn: string) => [{ actionType: 'forward', order: 1, targetGroups: [{ arn, weight: 1 }], redirect: null }];
  const stack = (id: string) =>
    of(
      node('elbv2.load-balancer', balancer(id), {}, { name: 'web' }),
      node('elbv2.target-group', target(id), { loadBalancers: [balancer(id)] }, { name: 'web' }),
      node('elbv2.listener', `${balancer(id)}/l-${id}`, {
        loadBalancer: balancer(id),
        port: 443,
        targetGroups: [target(id)],
        defaultActions: forward(target(id)),
      }),
      node('autoscaling.group', 'web', { targetGroupArns: [target(id)], targetGroups: [target(id)] }),
    );

  it('is matched by the name that is unique in its service, and what leads to it has not changed', () => {
    const report = drifted(stack('1'), stack('2'));
    expect(driftLines(report)).toEqual([]);
    expect(report.counts).toMatchObject({ matchedByIdentity: 3, added: 0, removed: 0 });
  });

  it('is not matched where two could be meant, which is said', () => {
    const group = (key: string) => node('ec2.security-group', key, { groupName: 'web', vpc: 'vpc-1' });
    const report = drifted(of(group('sg-1')), of(group('sg-2'), group('sg-3')));
    expect(report.counts).toMatchObject({ added: 2, removed: 1 });
    expect(report.ambiguous).toMatchObject([{ kind: 'ec2.security-group', before: [expect.stringContaining('sg-1')] }]);
    expect(drifted(of(group('sg-1')), of(group('sg-2'))).counts).toMatchObject({ added: 0, removed: 0, matchedByIdentity: 1 });
  });
});

describe('members of a group', () => {
  const group = node('autoscaling.group', 'web', { minSize: 1, maxSize: 6, desiredCapacity: 2 });
  const member = (key: string, httpTokens: string) =>
    node('ec2.instance', key, { autoScalingGroupName: 'web', autoScalingGroup: 'web', httpTokens });
  const flips = (before: readonly NodeRecord[], after: readonly NodeRecord[]) =>
    drifted(of(group, ...before), of(group, ...after))
      .flips.filter(({ rule }) => rule === 'compute.instance-imdsv2')
      .map(({ flip, cause }) => `${flip} ${cause.proof}`);

  it('flip a verdict once, where all were replaced by such as fail', () => {
    const before = [member('i-1', 'required'), member('i-2', 'required')];
    expect(flips(before, [member('i-3', 'optional'), member('i-4', 'optional')])).toEqual(['broken replaced']);
    expect(flips([member('i-3', 'optional'), member('i-4', 'optional')], before)).toEqual(['repaired replaced']);
  });

  it('say nothing new where their like failed before', () => {
    const before = [member('i-1', 'optional'), member('i-2', 'required')];
    expect(flips(before, [member('i-1', 'optional'), member('i-3', 'optional')])).toEqual([]);
    expect(flips(before, [member('i-3', 'required'), member('i-4', 'optional')])).toEqual([]);
  });

  it('fail anew where one more was started that fails', () => {
    const before = [member('i-1', 'required')];
    expect(flips(before, [...before, member('i-2', 'optional')])).toEqual(['new-failing replaced']);
  });
});
