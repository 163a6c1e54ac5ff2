import { localZone, localZoneSubnet, otherAccount, zones } from './network-world.ts';
import type { RuleCases } from './rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from './world.ts';

/** What holds for subnet groups of databases and of caches alike. */
export function subnetGroupCases(kind: 'rds.subnet-group' | 'elasticache.subnet-group'): RuleCases {
  const place = [...zones, subnet('data', 'a'), subnet('data', 'b')];
  const group = (overrides: Override<'elasticache.subnet-group'> = {}) => node(kind, 'data', overrides);
  const listed = (subnetId: string, zoneName: string, outpostArn: string | null = null) => ({ subnetId, zoneName, outpostArn });
  const outpostArn = 'arn:aws:outposts:eu-west-1:111111111111:outpost/op-1';
  const evidence = ['zones'];
  return {
    pass: {
      'two zones': { world: world(...place, group()), evidence },
      'three subnets in two zones': {
        world: world(...place, subnet('more', 'b'), group({ subnets: ['subnet-data-a', 'subnet-data-b', 'subnet-more-b'] })),
        evidence,
      },
      'two zones and a subnet that no longer exists': {
        world: world(...place, group({ subnets: ['subnet-data-a', 'subnet-data-b', 'subnet-gone'] })),
        evidence,
      },
      'two zones and a Local Zone': {
        world: world(
          ...place,
          localZone,
          localZoneSubnet('subnet-local'),
          group({ subnets: ['subnet-data-a', 'subnet-data-b', 'subnet-local'] }),
        ),
        evidence,
      },
      'subnets that another account shares': {
        world: world(...zones, subnet('data', 'a', { ownerId: otherAccount }), subnet('data', 'b', { ownerId: otherAccount }), group()),
        evidence,
      },
    },
    fail: {
      'one subnet': { world: world(...place, group({ subnets: ['subnet-data-a'] })), evidence },
      'two subnets in one zone': {
        world: world(...place, subnet('more', 'a'), group({ subnets: ['subnet-data-a', 'subnet-more-a'] })),
        evidence,
      },
      'a second subnet that the service lists and EC2 does not know any more': {
        world: world(
          ...zones,
          subnet('data', 'a'),
          group({ zonedSubnets: [listed('subnet-data-a', 'eu-west-1a'), listed('subnet-data-b', 'eu-west-1b')] }),
        ),
        evidence,
      },
      'a second zone that is a Local Zone': {
        world: world(
          ...place,
          localZone,
          localZoneSubnet('subnet-local'),
          group({
            subnets: ['subnet-data-a', 'subnet-local'],
            zonedSubnets: [listed('subnet-data-a', 'eu-west-1a'), listed('subnet-local', 'eu-west-1-lhr-1a')],
          }),
        ),
        evidence,
      },
      'a second subnet on an Outpost': {
        world: world(...zones, subnet('data', 'a'), subnet('data', 'b', { outpostArn }), group()),
        evidence,
      },
      'two zones where three are demanded': { world: world(...place, group()), params: { minZones: 3 }, evidence },
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
      'AWS sent no list of subnets': { world: world(...place, group({ subnets: denied('x:Y') })), gaps: ['denied x:Y'] },
    },
    notApplicable: {
      'a group on an Outpost': {
        world: world(...place, group({ subnets: ['subnet-data-a'], zonedSubnets: [listed('subnet-data-a', 'eu-west-1a', outpostArn)] })),
      },
      'a group in a Local Zone': {
        world: world(
          ...place,
          localZone,
          localZoneSubnet('subnet-local'),
          group({ subnets: ['subnet-local'], zonedSubnets: [listed('subnet-local', 'eu-west-1-lhr-1a')] }),
        ),
      },
    },
  };
}
