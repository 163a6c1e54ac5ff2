import { describe, expect, it } from 'vitest';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import type { Role } from '../../src/topology/tier-index.ts';
import { roles } from '../../src/topology/tier-index.ts';
import { answer, derived } from '../kit/derived.ts';
import {
  appTier,
  autoScalingGroup,
  balancer,
  database,
  group,
  rule,
  target,
  targetGroup,
  templateVersion,
  workerTier,
} from '../kit/security-world.ts';
import { account, denied, node, region, subnet, world, worldWithGaps } from '../kit/world.ts';

const here = { account, region };

/** The roles a group serves; where one is not known, the gaps. */
function rolesIn(snapshot: ReturnType<typeof world>, groupId: string): Record<string, unknown> {
  const { tiers } = derived(snapshot);
  return Object.fromEntries(
    roles.flatMap((role) => {
      const serves = answer(() => tiers.groupServes(groupId, here, role));
      return serves === false ? [] : [[role, serves]];
    }),
  );
}
const rolesOf = (groupId: string, ...nodes: readonly NodeRecord[]) => rolesIn(world(...nodes), groupId);
const only = (...served: readonly Role[]) => Object.fromEntries(served.map((role) => [role, true]));

describe('load balancers', () => {
  it('give the role of their scheme, network ones too, gateway ones none', () => {
    expect(rolesOf('sg-alb', balancer())).toEqual(only('edge'));
    expect(rolesOf('sg-alb', balancer({ scheme: 'internal' }))).toEqual(only('internal-balancer'));
    expect(rolesOf('sg-alb', balancer({ loadBalancerType: 'network' }))).toEqual(only('edge'));
    expect(rolesOf('sg-alb', balancer({ loadBalancerType: 'gateway', scheme: null }))).toEqual({});
  });

  it('of the classic kind are known by their interfaces, newer ones by their own word', () => {
    const eni = (description: string, publicIp: string | null) =>
      node('ec2.network-interface', 'eni-1', { description, publicIp, securityGroups: ['sg-old'] });
    expect(rolesOf('sg-old', eni('ELB shop', '203.0.113.9'))).toEqual(only('edge'));
    expect(rolesOf('sg-old', eni('ELB shop', null))).toEqual(only('internal-balancer'));
    expect(rolesOf('sg-old', eni('ELB app/shop/50dc6c495c0c9188', '203.0.113.9'))).toEqual({});
  });
});

describe('Auto Scaling groups', () => {
  it('launch the app tier where they are attached to any kind of load balancer, workers where not', () => {
    const detached = { targetGroupArns: [], targetGroups: [] };
    expect(rolesOf('sg-app', autoScalingGroup(), templateVersion())).toEqual(only('app'));
    expect(rolesOf('sg-app', autoScalingGroup({ ...detached, classicLoadBalancerNames: ['old'] }), templateVersion())).toEqual(only('app'));
    expect(rolesOf('sg-app', autoScalingGroup({ ...detached, latticeTargetGroupArns: ['arn'] }), templateVersion())).toEqual(only('app'));
    expect(rolesOf('sg-worker', ...workerTier)).toEqual(only('worker'));
  });

  it('of mixed instances launch every template and override', () => {
    const reference = (id: string) => ({ launchTemplateId: id, launchTemplateName: null, version: '1' });
    const override = { launchTemplate: reference('lt-00000009'), instanceType: 'c7g.large', weightedCapacity: null, imageId: null };
    const mixed = autoScalingGroup({
      launchTemplate: null,
      mixedInstances: { launchTemplate: reference('lt-00000001'), overrides: [override] },
    });
    const other = node('ec2.launch-template-version', 'lt-00000009:1', { securityGroups: ['sg-arm'] });
    expect(rolesOf('sg-app', mixed, templateVersion(), other)).toEqual(only('app'));
    expect(rolesOf('sg-arm', mixed, templateVersion(), other)).toEqual(only('app'));
    const halfKnown = worldWithGaps({ 'ec2.launch-template-version': denied('ec2:DescribeLaunchTemplateVersions') }, mixed, other);
    expect(rolesIn(halfKnown, 'sg-arm')).toEqual(only('app'));
    expect(rolesIn(halfKnown, 'sg-app')).toEqual({ app: { gaps: ['denied ec2:DescribeLaunchTemplateVersions'] } });
  });

  it('launch into the default group of their VPC where the template or configuration names none', () => {
    const groups = [
      group('sg-default', [], { groupName: 'default' }),
      group('sg-other', [], { groupName: 'default', vpc: 'vpc-2' }),
      subnet('app', 'a'),
      subnet('app', 'b'),
    ];
    const bare = templateVersion({ securityGroups: [] });
    expect(rolesOf('sg-default', autoScalingGroup(), bare, ...groups)).toEqual(only('app'));
    expect(rolesOf('sg-other', autoScalingGroup(), bare, ...groups)).toEqual({});
    const configured = autoScalingGroup({ launchTemplate: null, launchConfigurationName: 'web-1' });
    const configuration = node('autoscaling.launch-configuration', 'web-1', { securityGroups: [] });
    expect(rolesOf('sg-default', configured, configuration, ...groups)).toEqual(only('app'));
  });

  it('resolve group names within their VPC, in default subnets where they name none', () => {
    const named = templateVersion({ securityGroups: [], securityGroupNames: ['web'] });
    const zonal = autoScalingGroup({ subnets: [] });
    const groups = [
      group('sg-web', []),
      group('sg-far', [], { groupName: 'web', vpc: 'vpc-2' }),
      subnet('app', 'a', { isDefaultForZone: true }),
    ];
    expect(rolesOf('sg-web', zonal, named, ...groups)).toEqual(only('app'));
    expect(rolesOf('sg-far', zonal, named, ...groups)).toEqual({});
  });

  it('also count by the groups their instances carry now', () => {
    const drifted = node('ec2.instance', 'i-1', { securityGroups: ['sg-app', 'sg-drift'] });
    expect(rolesOf('sg-drift', autoScalingGroup(), templateVersion(), drifted)).toEqual(only('app'));
  });

  it('and instances that are going away count no more', () => {
    expect(rolesOf('sg-app', autoScalingGroup({ status: 'Delete in progress' }), templateVersion())).toEqual({});
    const dying = node('ec2.instance', 'i-1', { state: 'shutting-down', securityGroups: ['sg-drift'] });
    expect(rolesOf('sg-drift', autoScalingGroup(), templateVersion(), dying)).toEqual({});
  });

  it('whose template is known to be gone launch nothing', () => {
    expect(rolesOf('sg-app', autoScalingGroup())).toEqual({});
  });
});

describe('targets', () => {
  const pet = node('ec2.instance', 'i-9', { autoScalingGroupName: null, autoScalingGroup: null, securityGroups: ['sg-pet'] });

  it('registered by hand are the app tier', () => {
    expect(rolesOf('sg-pet', targetGroup(), target('i-9'), pet)).toEqual(only('app'));
    expect(rolesOf('sg-pet', pet)).toEqual({});
  });

  it('that AWS does not list any more spoil nothing, unless the listing broke off', () => {
    expect(rolesOf('sg-pet', targetGroup(), target('i-8'), pet)).toEqual({});
    const broken = worldWithGaps({ 'ec2.instance': denied('ec2:DescribeInstances') }, targetGroup(), target('i-8'), pet);
    expect(rolesIn(broken, 'sg-pet')).toMatchObject({ app: { gaps: ['denied ec2:DescribeInstances'] } });
  });

  it('by address are the interface that has it in the VPC of the target group', () => {
    const eni = node('ec2.network-interface', 'eni-1', { privateIps: ['10.0.21.7'], securityGroups: ['sg-task'] });
    const byAddress = targetGroup({ targetType: 'ip' });
    expect(rolesOf('sg-task', byAddress, target('10.0.21.7'), eni)).toEqual(only('app'));
    expect(rolesOf('sg-task', byAddress, target('10.9.9.9'), eni)).toEqual({});
    const elsewhere = node('ec2.network-interface', 'eni-1', { privateIps: ['10.0.21.7'], securityGroups: ['sg-task'], vpc: 'vpc-2' });
    expect(rolesOf('sg-task', byAddress, target('10.0.21.7'), elsewhere)).toEqual({});
  });

  it('of functions and other load balancers carry no group of the app tier', () => {
    expect(rolesOf('sg-pet', targetGroup({ targetType: 'lambda' }), target('arn:aws:lambda:eu-west-1:1:function:f'), pet)).toEqual({});
  });
});

describe('databases and caches', () => {
  it('give the data role, members of clusters and replicas included', () => {
    expect(rolesOf('sg-data', database())).toEqual(only('data'));
    expect(rolesOf('sg-data', node('rds.cluster', 'orders'))).toEqual(only('data'));
    expect(rolesOf('sg-data', node('elasticache.cluster', 'sessions-001'))).toEqual(only('data'));
    expect(rolesOf('sg-data', node('elasticache.serverless-cache', 'sessions'))).toEqual(only('data'));
  });

  it('that are being deleted give none', () => {
    expect(rolesOf('sg-data', database({ status: 'deleting' }))).toEqual({});
  });

  it('of a replication group whose members are not listed may carry any group', () => {
    const cache = node('elasticache.replication-group', 'sessions', { memberClusters: ['sessions-001'] });
    expect(rolesOf('sg-x', cache)).toEqual({ data: { gaps: ['no-evidence'] } });
    expect(rolesOf('sg-x', cache, node('elasticache.cluster', 'sessions-001'))).toEqual({});
    const coming = node('elasticache.replication-group', 'sessions', { status: 'creating' });
    expect(rolesOf('sg-x', coming)).toEqual({ data: { gaps: ['transitional'] } });
    expect(
      rolesOf('sg-x', node('elasticache.replication-group', 'sessions', { status: 'deleting', memberClusters: ['sessions-001'] })),
    ).toEqual({});
  });

  it('are found by their interfaces where a group was attached behind their back, and behind proxies', () => {
    for (const description of ['RDSNetworkInterface', 'ElastiCache sessions-001', 'Network interface for DBProxy orders']) {
      expect(rolesOf('sg-x', node('ec2.network-interface', 'eni-1', { description, securityGroups: ['sg-x'] }))).toEqual(only('data'));
    }
  });
});

describe('compute with interfaces of its own', () => {
  it('is a worker: functions, tasks and pods', () => {
    const eni = (overrides: Parameters<typeof node<'ec2.network-interface'>>[2]) =>
      node('ec2.network-interface', 'eni-1', { securityGroups: ['sg-x'], ...overrides });
    expect(rolesOf('sg-x', eni({ interfaceType: 'lambda' }))).toEqual(only('worker'));
    expect(rolesOf('sg-x', eni({ interfaceType: 'branch', description: 'aws-k8s-branch-eni' }))).toEqual(only('worker'));
    expect(rolesOf('sg-x', eni({ description: 'arn:aws:ecs:eu-west-1:111111111111:attachment/6e3b' }))).toEqual(only('worker'));
    expect(rolesOf('sg-x', eni({ description: 'mine' }))).toEqual({});
  });
});

describe('what cannot be read', () => {
  it('leaves a proven role and makes every other one unknown', () => {
    const gaps = { gaps: ['denied autoscaling:DescribeAutoScalingGroups'] };
    const dark = worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, ...appTier, database());
    expect(rolesIn(dark, 'sg-app')).toEqual({ app: true, worker: gaps });
    expect(rolesIn(dark, 'sg-x')).toEqual({ app: gaps, worker: gaps });
  });

  it('is told once, not once per resource', () => {
    const caches = Array.from({ length: 50 }, (_, index) =>
      node('elasticache.replication-group', `cache-${index}`, { memberClusters: [`cache-${index}-001`] }),
    );
    expect(rolesOf('sg-x', ...caches)).toEqual({ data: { gaps: ['no-evidence'] } });
  });
});

describe('a group that a rule names', () => {
  const serves = (overrides: Parameters<typeof rule>[2], ...nodes: readonly NodeRecord[]) => {
    const held = rule('sg-0a1b2c3d', 5432, overrides);
    const { tiers, securityRules, view } = derived(world(group('sg-data', [held]), ...nodes));
    const holder = view('ec2.security-group', 'sg-data');
    const source = securityRules.sourceOf(held, holder);
    return answer(() => source.type === 'group' && tiers.sourceServes(source, holder, 'app'));
  };
  const template = templateVersion({ securityGroups: ['sg-0a1b2c3d'] });

  it('is looked up in its own account, where that was read', () => {
    expect(serves({}, autoScalingGroup(), template)).toBe(true);
    expect(serves({ sourceOwnerId: '222222222222' }, autoScalingGroup(), template)).toEqual({ gaps: ['cross-account'] });
    const there = { account: '222222222222' };
    const foreign = [
      node('autoscaling.group', 'web', {}, there),
      node('ec2.launch-template-version', 'lt-00000001:1', { securityGroups: ['sg-0a1b2c3d'] }, there),
    ];
    expect(serves({ sourceOwnerId: '222222222222' }, ...foreign)).toBe(true);
  });

  it('serves nothing where the reference is stale', () => {
    expect(serves({ peeringConnectionId: 'pcx-1', peeringStatus: 'deleted' }, autoScalingGroup(), template)).toBe(false);
  });
});

describe('owners', () => {
  it('are the first by name, however many there are and in whatever order they come', () => {
    const pets = ['i-4', 'i-3', 'i-2', 'i-1'].map((id) =>
      node('ec2.instance', id, { autoScalingGroupName: null, securityGroups: ['sg-pet'] }),
    );
    const nodes = [targetGroup(), ...pets, ...['i-4', 'i-3', 'i-2', 'i-1'].map((id) => target(id))];
    const expected = ['i-1', 'i-2', 'i-3'].map((id) => `target ${id} of web`);
    expect(derived(world(...nodes)).tiers.groupOwners('sg-pet', here, 'app')).toEqual(expected);
  });
});
