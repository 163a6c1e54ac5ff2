import rule from '../../../rules/auto-scaling/multi-az.ts';
import { localZone, localZoneSubnet, otherAccount, zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const place = [...zones, subnet('app', 'a'), subnet('app', 'b')];
const group = (overrides: Override<'autoscaling.group'> = {}) => node('autoscaling.group', 'web', overrides);
const defaults = [subnet('default', 'a', { isDefaultForZone: true }), subnet('default', 'b', { isDefaultForZone: true })];
const byZones = group({ subnets: [], zoneNames: ['eu-west-1a', 'eu-west-1b'] });
const outpostArn = 'arn:aws:outposts:eu-west-1:111111111111:outpost/op-1';

ruleCases(rule, {
  pass: {
    'subnets in two zones': { world: world(...place, group()), evidence: ['zones'] },
    'a worker group without a load balancer': {
      world: world(...place, group({ targetGroupArns: [], targetGroups: [] })),
      evidence: ['zones'],
    },
    'default subnets of two zones, where it names none': { world: world(...zones, ...defaults, byZones), evidence: ['zoneNames'] },
    'subnets that another account shares': {
      world: world(
        ...zones,
        subnet('app', 'a', { ownerId: otherAccount }),
        subnet('app', 'b', { ownerId: otherAccount, zoneName: 'eu-west-1c' }),
        group(),
      ),
      evidence: ['zones'],
    },
    'two zones, and a third subnet that cannot be seen': {
      world: worldWithGaps(
        { 'ec2.subnet': denied('ec2:DescribeSubnets') },
        ...place,
        group({ subnets: ['subnet-app-a', 'subnet-app-b', 'subnet-app-c'] }),
      ),
      evidence: ['zones'],
    },
    'a second subnet that is being made': {
      world: world(...zones, subnet('app', 'a'), subnet('app', 'b', { state: 'pending' }), group()),
      evidence: ['zones'],
    },
  },
  fail: {
    'one subnet': { world: world(...place, group({ subnets: ['subnet-app-a'], zoneNames: ['eu-west-1a'] })), evidence: ['zones'] },
    'two subnets in one zone': {
      world: world(...place, subnet('more', 'a'), group({ subnets: ['subnet-app-a', 'subnet-more-a'] })),
      evidence: ['zones'],
    },
    'a zone name without a subnet any more': {
      world: world(...zones, subnet('app', 'a'), group({ zoneNames: ['eu-west-1a', 'eu-west-1b'] })),
      evidence: ['zones'],
    },
    'a second zone that is a Local Zone': {
      world: world(...place, localZone, localZoneSubnet('subnet-local'), group({ subnets: ['subnet-app-a', 'subnet-local'] })),
      evidence: ['zones'],
    },
    'a second subnet on an Outpost': {
      world: world(...zones, subnet('app', 'a'), subnet('app', 'b', { outpostArn }), group()),
      evidence: ['zones'],
    },
    'a second subnet that has failed': {
      world: world(...zones, subnet('app', 'a'), subnet('app', 'b', { state: 'failed-insufficient-capacity' }), group()),
      evidence: ['zones'],
    },
    'default subnets of one zone alone': {
      world: world(...zones, ...defaults, group({ subnets: [], zoneNames: ['eu-west-1a'] })),
      evidence: ['zoneNames'],
    },
    'a default subnet that is gone': {
      world: world(...zones, ...defaults.slice(0, 1), subnet('app', 'b'), byZones),
      evidence: ['zoneNames'],
    },
    'one subnet, though subnets cannot be listed': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, ...zones, group({ subnets: ['subnet-app-a'] })),
      evidence: ['zones'],
    },
    'two zones where three are demanded': { world: world(...place, group()), params: { minZones: 3 }, evidence: ['zones'] },
  },
  unknown: {
    'subnets cannot be listed': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, ...zones, group()),
      gaps: ['denied ec2:DescribeSubnets'],
    },
    'zones cannot be listed': {
      world: worldWithGaps({ 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') }, ...place.slice(3), group()),
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
    'default subnets cannot all be listed': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, ...zones, ...defaults.slice(0, 1), byZones),
      gaps: ['denied ec2:DescribeSubnets'],
    },
    'a second subnet in a state that is new': {
      world: world(...zones, subnet('app', 'a'), subnet('app', 'b', { state: 'dreaming' }), group()),
      gaps: ['unsupported'],
    },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(...place, group({ status: 'Delete in progress', subnets: ['subnet-app-a'] })) },
    'a group that an AWS service runs': {
      world: world(...place, group({ operatorPrincipal: 'ecs.amazonaws.com', subnets: ['subnet-app-a'] })),
    },
  },
});
