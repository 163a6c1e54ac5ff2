import attached from '../../../rules/target-group/attached.ts';
import healthyPerZone from '../../../rules/target-group/healthy-per-zone.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { autoScalingGroup, balancer, balancerArn, target, targetGroup, targetGroupArn } from '../../kit/security-world.ts';
import { denied, node, type Override, world, worldWithGaps, zone } from '../../kit/world.ts';

const listenerArn = balancerArn.replace(':loadbalancer/', ':listener/').concat('/2');
const forward = (weight: number | null) => ({
  actionType: 'forward',
  order: null,
  targetGroups: [{ arn: targetGroupArn, weight }],
  redirect: null,
});
const listener = (weight: number | null = 1) => node('elbv2.listener', listenerArn, { defaultActions: [forward(weight)] });
const elsewhere = node('elbv2.listener', listenerArn, { defaultActions: [], targetGroups: [] });
const rule = (weight: number | null) =>
  node('elbv2.listener-rule', listenerArn.replace(':listener/', ':listener-rule/').concat('/3'), {
    listener: listenerArn,
    actions: [forward(weight)],
    targetGroups: [targetGroupArn],
  });
const states = (...each: readonly string[]): readonly NodeRecord[] => each.map((state, index) => target(`i-${index}`, { state }));
const serving = (...nodes: readonly NodeRecord[]) => world(targetGroup(), listener(), ...nodes);
const service = (overrides: Override<'ecs.service'> = {}) =>
  node('ecs.service', 'shop/web', { targetGroups: [targetGroupArn], ...overrides });

const targetsDenied = { 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') };

/** Groups whose targets nobody waits for. */
const notServing = (...targets: readonly NodeRecord[]) => ({
  'a group that no load balancer uses': { world: world(targetGroup({ loadBalancers: [] }), ...targets) },
  'the idle half of a blue/green pair': { world: world(targetGroup(), elsewhere, rule(0), ...targets) },
  'a function': { world: world(targetGroup({ targetType: 'lambda', protocol: null }), listener(), ...targets) },
  'a load balancer behind a load balancer': { world: world(targetGroup({ targetType: 'alb', protocol: 'TCP' }), listener(), ...targets) },
  'firewalls behind a Gateway Load Balancer': { world: world(targetGroup({ protocol: 'GENEVE' }), listener(), ...targets) },
});

const zonesSeen = ['zonesWithHealthyTargets'];
const standing = (key: string, letter: string | null) =>
  node('ec2.instance', key, { zoneName: letter === null ? null : `eu-west-1${letter}` });
const placed = (key: string, letter: 'a' | 'b' | 'c', state = 'healthy') => [target(key, { state, zoneName: null }), standing(key, letter)];
const address = (ip: string, zoneName: string | null) => target(ip, { zoneName });
const frame = [targetGroup(), listener(), balancer(), zone('a'), zone('b'), zone('c')];
const inZones = (...nodes: readonly NodeRecord[]) => world(...frame, ...nodes);
const lisbon = node('ec2.availability-zone', 'eu-west-1-lis-1a', { zoneType: 'local-zone' });
const balancerIn = (...names: readonly string[]) =>
  balancer({ zones: names.map((zoneName) => ({ zoneName, subnetId: null, outpostId: null })) });
ruleCases(healthyPerZone, {
  pass: {
    'an instance in each zone': { world: inZones(...placed('i-1', 'a'), ...placed('i-2', 'b')), evidence: zonesSeen },
    'a task in each zone': { world: inZones(address('10.0.1.7', 'eu-west-1a'), address('10.0.2.7', 'eu-west-1b')), evidence: zonesSeen },
    'a further target that comes': {
      world: inZones(...placed('i-1', 'a'), ...placed('i-2', 'b'), ...placed('i-3', 'b', 'initial')),
      evidence: zonesSeen,
    },
    'a Local Zone counts for nothing': {
      world: world(targetGroup(), listener(), balancerIn('eu-west-1a', 'eu-west-1-lis-1a'), zone('a'), lisbon, ...placed('i-1', 'a')),
      evidence: zonesSeen,
    },
    'an address in each zone and one outside the VPC': {
      world: inZones(address('10.0.1.7', 'eu-west-1a'), address('10.0.2.7', 'eu-west-1b'), address('192.168.1.7', 'all')),
      evidence: zonesSeen,
    },
  },
  fail: {
    'two targets in one zone': {
      world: inZones(...placed('i-1', 'a'), ...placed('i-2', 'a'), autoScalingGroup()),
      evidence: zonesSeen,
      related: ['web'],
    },
    'the only one of a zone is unhealthy': {
      world: inZones(...placed('i-1', 'a'), ...placed('i-2', 'b', 'unhealthy')),
      evidence: zonesSeen,
    },
    'counts that differ by one only: two zones with one and none': { world: inZones(...placed('i-1', 'a')), evidence: zonesSeen },
    'two zones of three': {
      world: world(
        ...frame.filter(({ kind }) => kind !== 'elbv2.load-balancer'),
        balancerIn('eu-west-1a', 'eu-west-1b', 'eu-west-1c'),
        ...placed('i-1', 'a'),
        ...placed('i-2', 'b'),
      ),
      evidence: zonesSeen,
    },
    'no target at all': { world: inZones(), evidence: zonesSeen },
    'the one that comes stands elsewhere': {
      world: inZones(...placed('i-1', 'a'), ...placed('i-2', 'a', 'initial')),
      evidence: zonesSeen,
    },
  },
  unknown: {
    'the only one of a zone is being registered': {
      world: inZones(...placed('i-1', 'a'), ...placed('i-2', 'b', 'initial')),
      gaps: ['transitional'],
    },
    'AWS does not tell where an address stands': {
      world: inZones(address('10.0.1.7', 'eu-west-1a'), address('10.0.2.7', null)),
      gaps: ['no-evidence'],
    },
    'the instances are not readable': {
      world: worldWithGaps({ 'ec2.instance': denied('ec2:DescribeInstances') }, ...frame, target('i-1', { zoneName: null })),
      gaps: ['denied ec2:DescribeInstances'],
    },
    'the load balancers are not readable': {
      world: worldWithGaps(
        { 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') },
        targetGroup(),
        listener(),
        ...placed('i-1', 'a'),
      ),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
    'the targets are not readable': {
      world: worldWithGaps(targetsDenied, ...frame),
      gaps: ['denied elasticloadbalancing:DescribeTargetHealth'],
    },
  },
  notApplicable: {
    ...notServing(...placed('i-1', 'a')),
    'addresses outside the VPC alone': { world: inZones(address('192.168.1.7', 'all')) },
  },
});

const both = ['behind', 'loadBalancers'];
const gone = autoScalingGroup({ status: 'Delete in progress' });
ruleCases(attached, {
  pass: {
    'an Auto Scaling group': { world: serving(autoScalingGroup()), evidence: both },
    'an Auto Scaling group that is empty for the night': {
      world: serving(autoScalingGroup({ desiredCapacity: 0, minSize: 0 })),
      evidence: both,
    },
    'a service': { world: serving(service()), evidence: both },
    'a target registered by hand': { world: serving(target('10.0.1.7')), evidence: both },
    'a function': {
      world: world(targetGroup({ targetType: 'lambda', protocol: null }), listener(), target('arn:aws:lambda:f', { state: 'unavailable' })),
      evidence: both,
    },
    'the idle half of a blue/green pair, which is kept warm': {
      world: world(targetGroup(), rule(0), ...states('healthy')),
      evidence: both,
    },
    "the services are not readable, and the group is an Auto Scaling group's": {
      world: worldWithGaps({ 'ecs.service': denied('ecs:DescribeServices') }, targetGroup(), listener(), autoScalingGroup()),
      evidence: both,
    },
  },
  fail: {
    'no load balancer before an Auto Scaling group': {
      world: world(targetGroup({ loadBalancers: [] }), autoScalingGroup()),
      evidence: both,
      related: ['web'],
    },
    'no load balancer before a target': {
      world: world(targetGroup({ loadBalancers: [] }), target('i-1', { state: 'unused' })),
      evidence: both,
    },
    'nobody behind a listener': { world: serving(), evidence: both },
    'nobody behind a rule': { world: world(targetGroup(), elsewhere, rule(1)), evidence: both },
    'only a target that leaves': { world: serving(...states('draining')), evidence: both },
    'only a group that is being deleted': { world: serving(gone), evidence: both },
    'only a service that was deleted': { world: serving(service({ status: 'INACTIVE' })), evidence: both },
  },
  unknown: {
    'the services are not readable': {
      world: worldWithGaps({ 'ecs.service': denied('ecs:DescribeServices') }, targetGroup(), listener()),
      gaps: ['denied ecs:DescribeServices'],
    },
    'the targets are not readable': {
      world: worldWithGaps(targetsDenied, targetGroup(), listener()),
      gaps: ['denied elasticloadbalancing:DescribeTargetHealth'],
    },
    'who uses the group is not readable': {
      world: world(targetGroup({ loadBalancers: denied('elasticloadbalancing:DescribeTargetGroups') }), autoScalingGroup()),
      gaps: ['denied elasticloadbalancing:DescribeTargetGroups'],
    },
  },
  notApplicable: {
    'a group that is left over': { world: world(targetGroup({ loadBalancers: [] })) },
    'the idle half of a blue/green pair': { world: world(targetGroup(), elsewhere, rule(0)) },
    'firewalls behind a Gateway Load Balancer': { world: world(targetGroup({ protocol: 'GENEVE', loadBalancers: [] }), target('i-1')) },
  },
});
