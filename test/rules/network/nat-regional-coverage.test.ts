import rule from '../../../rules/network/nat-regional-coverage.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import {
  localZone,
  localZoneSubnet,
  mainTable,
  nat,
  natAddress,
  publicTier,
  regionalNat,
  table,
  toNat,
  vpc,
  zones,
} from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, subnet, world, worldWithGaps } from '../../kit/world.ts';

const tier: readonly NodeRecord[] = [...zones, vpc(), ...publicTier, subnet('app', 'a'), subnet('app', 'b')];
const routed: readonly NodeRecord[] = [...tier, table('rtb-app', ['subnet-app-a', 'subnet-app-b'], [toNat('nat-regional')])];
const coverage = ['coverage'];

ruleCases(rule, {
  pass: {
    'automatic mode, also before it has reached every zone': {
      world: world(...routed, regionalNat(null)),
      evidence: ['autoProvisionZones', 'coverage'],
    },
    'manual mode with an address in each zone that routes through it': {
      world: world(...routed, regionalNat([natAddress('a'), natAddress('b')])),
      evidence: coverage,
    },
    'manual mode in the one zone that routes through it': {
      world: world(
        ...tier,
        table('rtb-a', ['subnet-app-a'], [toNat('nat-regional')]),
        table('rtb-b', ['subnet-app-b'], []),
        regionalNat([natAddress('a')]),
      ),
      evidence: coverage,
    },
    'manual mode that names zones by name': {
      world: world(...routed, regionalNat([natAddress('a', 'succeeded', { zoneId: null, zoneName: 'eu-west-1a' }), natAddress('b')])),
      evidence: coverage,
    },
    'a failed address beside one that works': {
      world: world(...routed, regionalNat([natAddress('a'), natAddress('a', 'failed'), natAddress('b')])),
      evidence: coverage,
    },
    'a Local Zone routes through it': {
      world: world(
        ...routed,
        localZone,
        localZoneSubnet('subnet-local'),
        table('rtb-l', ['subnet-local'], [toNat('nat-regional')]),
        regionalNat([natAddress('a'), natAddress('b')]),
      ),
      evidence: coverage,
    },
    'another VPC has the zones it misses': {
      world: world(
        ...tier,
        table('rtb-a', ['subnet-app-a'], [toNat('nat-regional')]),
        table('rtb-b', ['subnet-app-b'], []),
        subnet('other', 'c', { vpc: 'vpc-2' }),
        table('rtb-c', ['subnet-other-c'], [toNat('nat-regional')], { vpc: 'vpc-2' }),
        regionalNat([natAddress('a')]),
      ),
      evidence: coverage,
    },
  },
  fail: {
    'manual mode that misses a zone': { world: world(...routed, regionalNat([natAddress('a')])), evidence: coverage },
    'manual mode whose address in a zone failed': {
      world: world(...routed, regionalNat([natAddress('a'), natAddress('b', 'failed')])),
      evidence: coverage,
    },
    'manual mode that misses a zone whose subnet uses the main table': {
      world: world(...tier, mainTable('rtb-main', [toNat('nat-regional')]), regionalNat([natAddress('a')])),
      evidence: coverage,
    },
    'manual mode that misses a zone which sends it a part of the internet': {
      world: world(
        ...tier,
        table('rtb-app', ['subnet-app-a', 'subnet-app-b'], [toNat('nat-regional', '52.0.0.0/8')]),
        regionalNat([natAddress('a')]),
      ),
      evidence: coverage,
    },
    'manual mode without any address': { world: world(...routed, regionalNat([])), evidence: coverage },
  },
  unknown: {
    'an address is being set up': {
      world: world(...routed, regionalNat([natAddress('a'), natAddress('b', 'associating')])),
      gaps: ['transitional'],
    },
    'route tables cannot be listed': {
      world: worldWithGaps(
        { 'ec2.route-table': denied('ec2:DescribeRouteTables') },
        ...tier.filter(({ kind }) => kind !== 'ec2.route-table'),
        regionalNat([natAddress('a')]),
      ),
      gaps: ['denied ec2:DescribeRouteTables'],
    },
    'AWS does not say who adds zones': { world: world(...routed, regionalNat(null, { autoProvisionZones: null })), gaps: ['unsupported'] },
  },
  notApplicable: {
    'a zonal gateway': { world: world(...tier, nat('a')) },
    'a gateway of an endpoint that knows no regional ones': { world: world(...tier, nat('a', { availabilityMode: null })) },
    'a regional gateway that was deleted': { world: world(...routed, regionalNat([], { state: 'deleted' })) },
    'a regional gateway that failed, which the routes to it tell': { world: world(...routed, regionalNat([], { state: 'failed' })) },
  },
});
