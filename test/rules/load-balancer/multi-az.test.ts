import rule from '../../../rules/load-balancer/multi-az.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { localZone, localZoneSubnet, publicTier, zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
const place = [...zones, ...publicTier];
const balancer = (overrides: Override<'elbv2.load-balancer'> = {}) => node('elbv2.load-balancer', arn, overrides);
type Zone = Facts<'elbv2.load-balancer'>['zones'][number];
const inZone = (letter: string, overrides: Partial<Zone> = {}): Zone => ({
  zoneName: `eu-west-1${letter}`,
  subnetId: `subnet-public-${letter}`,
  outpostId: null,
  ...overrides,
});
const onOutpost = inZone('a', { outpostId: 'op-1' });
const inLocalZone: Zone = { zoneName: 'eu-west-1-lhr-1a', subnetId: 'subnet-local', outpostId: null };
const local = [localZone, localZoneSubnet('subnet-local')];
const evidence = ['zones'];

ruleCases(rule, {
  pass: {
    'two zones': { world: world(...place, balancer()), evidence },
    'a Network Load Balancer in two zones': { world: world(...place, balancer({ loadBalancerType: 'network' })), evidence },
    'a zone whose subnet AWS does not name': {
      world: world(...place, balancer({ zones: [inZone('a'), inZone('b', { subnetId: null })] })),
      evidence,
    },
    'two zones and a Local Zone': {
      world: world(...place, ...local, balancer({ zones: [inZone('a'), inZone('b'), inLocalZone] })),
      evidence,
    },
    'two zones while it is being made': { world: world(...place, balancer({ state: 'provisioning' })), evidence },
    'three zones where three are demanded': {
      world: world(...place, subnet('public', 'c'), balancer({ zones: [inZone('a'), inZone('b'), inZone('c')] })),
      params: { minZones: 3 },
      evidence,
    },
  },
  fail: {
    'a Network Load Balancer in one zone': {
      world: world(...place, balancer({ loadBalancerType: 'network', zones: [inZone('a')] })),
      evidence,
    },
    'a Gateway Load Balancer in one zone': {
      world: world(...place, balancer({ loadBalancerType: 'gateway', scheme: null, zones: [inZone('a')] })),
      evidence,
    },
    'two names of one zone': {
      world: world(
        ...place,
        node('ec2.availability-zone', 'eu-west-1x', { zoneId: 'euw1-az1' }),
        subnet('public', 'c', { zoneId: 'euw1-az1' }),
        balancer({ zones: [inZone('a'), inZone('c')] }),
      ),
      evidence,
    },
    'a second zone that is a Local Zone': { world: world(...place, ...local, balancer({ zones: [inZone('a'), inLocalZone] })), evidence },
    'a second zone whose subnet no longer exists': { world: world(...place, balancer({ zones: [inZone('a'), inZone('c')] })), evidence },
    'no zone at all': { world: world(...place, balancer({ zones: [] })), evidence },
    'one zone, though its subnet cannot be seen': {
      world: worldWithGaps(
        { 'ec2.subnet': denied('ec2:DescribeSubnets') },
        ...zones,
        balancer({ loadBalancerType: 'network', zones: [inZone('a')] }),
      ),
      evidence,
    },
    'two zones where three are demanded': { world: world(...place, balancer()), params: { minZones: 3 }, evidence },
  },
  unknown: {
    'subnets cannot be listed': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, ...zones, balancer()),
      gaps: ['denied ec2:DescribeSubnets'],
    },
    'zones cannot be listed': {
      world: worldWithGaps({ 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') }, ...publicTier, balancer()),
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
    'AWS sent no zones': {
      world: world(...place, balancer({ zones: denied('elasticloadbalancing:DescribeLoadBalancers') })),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
    'a second zone of a type that is new': {
      world: world(
        ...place,
        node('ec2.availability-zone', 'eu-west-1m', { zoneId: 'euw1-moon1', zoneType: 'moon-zone' }),
        node('ec2.subnet', 'subnet-moon', { zoneId: 'euw1-moon1' }),
        balancer({ zones: [inZone('a'), { zoneName: 'eu-west-1m', subnetId: 'subnet-moon', outpostId: null }] }),
      ),
      gaps: ['unsupported'],
    },
  },
  notApplicable: {
    'on an Outpost': { world: world(...place, balancer({ zones: [onOutpost] })) },
    'in a Local Zone': { world: world(...place, ...local, balancer({ zones: [inLocalZone] })) },
  },
});
