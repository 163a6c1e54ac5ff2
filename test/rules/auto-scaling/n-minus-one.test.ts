import rule from '../../../rules/auto-scaling/n-minus-one.ts';
import { at, override } from '../../kit/launch-world.ts';
import { deleting, group, managed, worker } from '../../kit/group-world.ts';
import { zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const place = [...zones, subnet('app', 'a'), subnet('app', 'b'), subnet('app', 'c')];
const full = (...counts: readonly [number, number, number]) => [
  ...zones,
  subnet('app', 'a', { availableIpAddresses: counts[0] }),
  subnet('app', 'b', { availableIpAddresses: counts[1] }),
  subnet('app', 'c', { availableIpAddresses: counts[2] }),
];
const three = { subnets: ['subnet-app-a', 'subnet-app-b', 'subnet-app-c'] };
const sized = (desiredCapacity: number, maxSize: number, more: Override<'autoscaling.group'> = {}) =>
  group({ desiredCapacity, maxSize, ...more });
const policy = (targetValue: number, overrides: Override<'autoscaling.policy'> = {}) =>
  node('autoscaling.policy', 'web/cpu', { targetValue, ...overrides });
const mixed = { mixedInstances: { launchTemplate: at('1'), overrides: [override({ weightedCapacity: 4 })] } };
const read = 'autoscaling:DescribePolicies';
const noPolicies = { 'autoscaling.policy': denied(read) };
const rebuilt = ['remainingCapacity', 'maxSize', 'freeAddresses'];

ruleCases(rule, {
  pass: {
    'room to rebuild: 2 x 2 / 1 = 4': { world: world(...place, sized(2, 4)), evidence: rebuilt },
    'room to rebuild in three zones: 4 x 3 / 2 = 6': { world: world(...place, sized(4, 6, three)), evidence: rebuilt },
    'policies need not be read where there is room': { world: worldWithGaps(noPolicies, ...place, sized(2, 4)), evidence: rebuilt },
    'no room, but a target that leaves half free': {
      world: world(...place, sized(2, 3), policy(50)),
      evidence: ['remainingCapacity', 'loadAfterZoneLoss'],
    },
    'the lowest of two targets counts': {
      world: world(...place, sized(2, 3), policy(70), node('autoscaling.policy', 'web/cpu-low', { targetValue: 45 })),
      evidence: ['remainingCapacity', 'loadAfterZoneLoss'],
    },
    'a balance that is kept at any price, and a target that leaves a third free': {
      world: world(...place, sized(3, 9, { ...three, zoneDistribution: 'balanced-only' }), policy(66)),
      evidence: ['remainingCapacity', 'loadAfterZoneLoss'],
    },
    'few addresses are enough: 1 is lost, 1 is free': { world: world(...full(0, 1, 1), sized(3, 9, three)), evidence: rebuilt },
    'an ECS cluster without load balancer': {
      world: world(...place, worker({ desiredCapacity: 2, maxSize: 4, tags: { AmazonECSManaged: '' } })),
      evidence: rebuilt,
    },
  },
  fail: {
    'a maximum too low, and no target': { world: world(...place, sized(2, 3)), evidence: ['remainingCapacity', 'maxSize'] },
    'a maximum too low, and a target too high: 60 x 2 / 1 = 120': {
      world: world(...place, sized(2, 3), policy(60)),
      evidence: ['remainingCapacity', 'loadAfterZoneLoss', 'maxSize'],
    },
    'a disabled target carries nothing': {
      world: world(...place, sized(2, 3), policy(50, { enabled: false })),
      evidence: ['remainingCapacity', 'maxSize'],
    },
    'no address where it is needed: 2 are lost, 1 is free': {
      world: world(...full(200, 1, 0), sized(4, 10, three)),
      evidence: ['remainingCapacity', 'freeAddresses'],
    },
    'neither room nor addresses': {
      world: world(...full(0, 0, 0), sized(2, 3)),
      evidence: ['remainingCapacity', 'maxSize', 'freeAddresses'],
    },
    'a balance that is kept at any price': {
      world: world(...place, sized(2, 9, { zoneDistribution: 'balanced-only' }), policy(70)),
      evidence: ['remainingCapacity', 'loadAfterZoneLoss', 'zoneDistribution'],
    },
    'a group in one zone': { world: world(...place, sized(2, 9, { subnets: ['subnet-app-a'] })), evidence: ['remainingCapacity'] },
    'a single instance': { world: world(...place, sized(1, 9, { minSize: 1 })), evidence: ['remainingCapacity'] },
    'no zone at all': { world: world(...zones, sized(2, 9)), evidence: ['remainingCapacity'] },
    'a maximum in units too low': { world: world(...place, sized(8, 9, mixed)), evidence: ['remainingCapacity', 'maxSize'] },
    'a target that carries too much where 80 is the limit': {
      world: world(...place, sized(2, 3), policy(50)),
      params: { maxLoadPercent: 80 },
      evidence: ['remainingCapacity', 'loadAfterZoneLoss', 'maxSize'],
    },
  },
  unknown: {
    'no room, and policies may not be read': { world: worldWithGaps(noPolicies, ...place, sized(2, 3)), gaps: [`denied ${read}`] },
    'subnets may not be read': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, ...zones, sized(2, 4)),
      gaps: ['denied ec2:DescribeSubnets'],
    },
    'too few addresses for as many units, which may be fewer instances': {
      world: world(...full(1, 1, 1), sized(8, 20, mixed)),
      gaps: ['no-evidence'],
    },
  },
  notApplicable: {
    'a worker group, whose queue waits': { world: world(...place, worker({ maxSize: 2 })) },
    'a bastion, a group of one': { world: world(...place, worker({ minSize: 1, desiredCapacity: 1, maxSize: 1 })) },
    'nodes of a Kubernetes cluster': { world: world(...place, sized(2, 2, { tags: { 'eks:cluster-name': 'shop' } })) },
    'a group that carries nothing': { world: world(...place, sized(0, 2, { minSize: 0 })) },
    'a group that is being deleted': { world: world(...place, sized(2, 2, deleting)) },
    'a group that an AWS service runs': { world: world(...place, sized(2, 2, managed)) },
  },
});
