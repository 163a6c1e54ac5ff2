import replicaPlacement from '../../../rules/rds/replica-placement.ts';
import standbyZone from '../../../rules/rds/standby-zone.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, subnet, world, worldWithGaps, zone } from '../../kit/world.ts';

const zones = [zone('a'), zone('b'), zone('c')];
const db = (overrides: Override<'rds.instance'> = {}) => node('rds.instance', 'orders', overrides);
const network = [
  ...zones,
  node('ec2.vpc', 'vpc-1'),
  node('rds.subnet-group', 'data'),
  ...(['a', 'b', 'c'] as const).map((letter) => subnet('app', letter)),
];
const app = (...letters: readonly string[]) =>
  node('autoscaling.group', 'web', { subnets: letters.map((letter) => `subnet-app-${letter}`) });

ruleCases(standbyZone, {
  pass: {
    'in a zone of the application': { world: world(...network, app('a', 'b'), db()), evidence: ['zoneName', 'secondaryZoneName'] },
    'the application stands in another network': { world: world(...network, db()), evidence: ['zoneName', 'secondaryZoneName'] },
  },
  fail: {
    'in a zone without application servers': {
      world: world(...network, app('a', 'b'), db({ secondaryZoneName: 'eu-west-1c' })),
      evidence: ['secondaryZoneName', 'vpc-1.applicationZones'],
    },
    'in the zone of the instance': {
      world: world(...network, app('a', 'b'), db({ secondaryZoneName: 'eu-west-1a' })),
      evidence: ['secondaryZoneName'],
    },
  },
  unknown: {
    'right after Multi-AZ was turned on': {
      world: world(...network, app('a', 'b'), db({ secondaryZoneName: null, status: 'modifying' })),
      gaps: ['transitional'],
    },
    'the Auto Scaling groups may not be listed': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, ...network, db()),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'the subnet group is not known': { world: world(...network, app('a'), db({ subnetGroup: gap('malformed') })), gaps: ['malformed'] },
    'no VPC is named': { world: world(...network, app('a'), db({ subnetGroup: null })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'no standby': { world: world(...network, app('a'), db({ multiAz: false, secondaryZoneName: null })) },
    'a member of a cluster': { world: world(...network, app('a'), db({ cluster: 'orders' })) },
    'on an Outpost': { world: world(...network, app('a'), db({ outpostArn: 'arn:outpost' })) },
  },
});

const source = (...replicaIds: readonly string[]) => db({ replicaIds });
const replica = (key: string, overrides: Override<'rds.instance'> = {}) =>
  node('rds.instance', key, { replicaSource: 'orders', multiAz: false, zoneName: 'eu-west-1b', secondaryZoneName: null, ...overrides });

ruleCases(replicaPlacement, {
  pass: {
    'one in another zone': {
      world: world(...zones, source('r-1'), replica('r-1')),
      subject: 'orders',
      evidence: ['zoneName', 'r-1.zoneName'],
    },
    'one of two': {
      world: world(...zones, source('r-1', 'r-2'), replica('r-1', { zoneName: 'eu-west-1a' }), replica('r-2')),
      subject: 'orders',
      evidence: ['zoneName', 'r-1.zoneName', 'r-2.zoneName'],
    },
    'beside the source, with a standby elsewhere': {
      world: world(...zones, source('r-1'), replica('r-1', { zoneName: 'eu-west-1a', multiAz: true, secondaryZoneName: 'eu-west-1c' })),
      subject: 'orders',
      evidence: ['zoneName', 'r-1.zoneName'],
    },
    'in another region': {
      world: world(...zones, source('arn:aws:rds:us-east-1:111111111111:db:r-1')),
      subject: 'orders',
      evidence: ['zoneName', 'replicaIds'],
    },
    'one elsewhere, another that was not listed': {
      world: world(...zones, source('r-0', 'r-1'), replica('r-1')),
      subject: 'orders',
      evidence: ['zoneName', 'r-1.zoneName'],
    },
  },
  fail: {
    'beside the source': {
      world: world(...zones, source('r-1'), replica('r-1', { zoneName: 'eu-west-1a' })),
      subject: 'orders',
      evidence: ['zoneName', 'r-1.zoneName'],
    },
  },
  unknown: {
    'the replica was not listed': { world: world(...zones, source('r-1')), gaps: ['no-evidence'] },
    'the replica is being created': {
      world: world(...zones, source('r-1'), replica('r-1', { status: 'creating', zoneName: null })),
      subject: 'orders',
      gaps: ['transitional'],
    },
    'the zones could not be listed': {
      world: worldWithGaps({ 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') }, source('r-1'), replica('r-1')),
      subject: 'orders',
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
  },
  notApplicable: { 'no replicas': { world: world(...zones, db()) } },
});
