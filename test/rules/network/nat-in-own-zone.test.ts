import rule from '../../../rules/network/nat-in-own-zone.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import {
  localZone,
  localZoneSubnet,
  mainTable,
  nat,
  natAddress,
  otherAccount,
  publicTier,
  regionalNat,
  route,
  sharedSubnet,
  surroundings,
  table,
  toInternet,
  toNat,
} from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, subnet, world, worldWithGaps } from '../../kit/world.ts';

type Route = Facts<'ec2.route-table'>['routes'][number];

const subject = 'subnet-app-b';
const app = subnet('app', 'b');
/** A subnet in zone b with these routes, between a NAT gateway in zone a and one in zone b. */
const routes = (...given: readonly Route[]) => [...surroundings, app, table('rtb-app', [subject], given)];
const throughNodes = (...nodes: readonly NodeRecord[]) => ({ subject, world: world(...nodes) });
const instance = (zoneName: string | null) => node('ec2.instance', 'i-nat', { zoneName });
const toInstance = route('0.0.0.0/0', 'instance', 'i-nat');
const appliance = (zoneName: string | null) => node('ec2.network-interface', 'eni-nat', { zoneName });
const toAppliance = route('0.0.0.0/0', 'network-interface', 'eni-nat');
const evidence = ['wayOut'];

ruleCases(rule, {
  pass: {
    'the NAT gateway of its own zone': { ...throughNodes(...routes(toNat('nat-b'))), evidence },
    'the same through the main table, without an association': {
      ...throughNodes(...surroundings, app, mainTable('rtb-main', [toNat('nat-b')])),
      evidence,
    },
    'a regional NAT gateway that expands by itself': { ...throughNodes(...routes(toNat('nat-regional')), regionalNat(null)), evidence },
    'a regional NAT gateway with an address in its zone': {
      ...throughNodes(...routes(toNat('nat-regional')), regionalNat([natAddress('b')])),
      evidence,
    },
    'IPv6 alone, through an egress-only internet gateway': {
      ...throughNodes(...routes(route('::/0', 'egress-only-internet-gateway', 'eigw-1'))),
      evidence,
    },
    'a NAT instance in its own zone': { ...throughNodes(...routes(toInstance), instance('eu-west-1b')), evidence },
    'an appliance in its own zone': { ...throughNodes(...routes(toAppliance), appliance('eu-west-1b')), evidence },
    'a NAT gateway that is being made in its own zone': {
      ...throughNodes(...surroundings.slice(0, -1), nat('b', { state: 'pending' }), app, table('rtb-app', [subject], [toNat('nat-b')])),
      evidence,
    },
    'a part of the internet through another zone, beside its own default route': {
      ...throughNodes(...routes(toNat('nat-b'), toNat('nat-a', '52.0.0.0/8'))),
      evidence,
    },
    'no traffic leaves to an unused route through another zone': {
      ...throughNodes(...routes(toNat('nat-b'), route('0.0.0.0/0', 'nat-gateway', 'nat-a', 'filtered'))),
      evidence,
    },
  },
  fail: {
    'the NAT gateway of another zone': { ...throughNodes(...routes(toNat('nat-a'))), evidence },
    'the same through the main table, without an association': {
      ...throughNodes(...surroundings, app, mainTable('rtb-main', [toNat('nat-a')])),
      evidence,
    },
    'its own zone for one half of the internet, another zone for the other': {
      ...throughNodes(...routes(toNat('nat-b', '0.0.0.0/1'), toNat('nat-a', '128.0.0.0/1'))),
      evidence,
    },
    'NAT64 through another zone': {
      ...throughNodes(...routes(toNat('nat-a', '64:ff9b::/96'), route('::/0', 'egress-only-internet-gateway', 'eigw-1'))),
      evidence,
    },
    'a list of everything through another zone': {
      ...throughNodes(
        ...routes(toNat('nat-a', 'pl-0000000000000000a')),
        node('ec2.managed-prefix-list', 'pl-0000000000000000a', { cidrBlocks: ['0.0.0.0/1', '128.0.0.0/1'] }),
      ),
      evidence,
    },
    'a regional NAT gateway in manual mode without an address in its zone': {
      ...throughNodes(...routes(toNat('nat-regional')), regionalNat([natAddress('a')])),
      evidence,
    },
    'a regional NAT gateway whose address in its zone has failed': {
      ...throughNodes(...routes(toNat('nat-regional')), regionalNat([natAddress('b', 'failed')])),
      evidence,
    },
    'a NAT instance in another zone': { ...throughNodes(...routes(toInstance), instance('eu-west-1a')), evidence },
    'an appliance in another zone': { ...throughNodes(...routes(toAppliance), appliance('eu-west-1a')), evidence },
    'a NAT gateway in a Local Zone': {
      ...throughNodes(...routes(toNat('nat-l')), localZone, localZoneSubnet('subnet-local'), {
        ...nat('a', { subnet: 'subnet-local' }),
        key: 'nat-l',
        id: 'arn:aws:ec2:eu-west-1:111111111111:natgateway/nat-l',
      }),
      evidence,
    },
    'another zone, though a list among the routes cannot be read': {
      ...throughNodes(...routes(toNat('nat-a'), route('pl-0000000000000000a', 'transit-gateway', 'tgw-1'))),
      subject,
      evidence,
    },
  },
  unknown: {
    'NAT gateways cannot be listed': {
      subject,
      world: worldWithGaps(
        { 'ec2.nat-gateway': denied('ec2:DescribeNatGateways') },
        ...publicTier,
        ...surroundings.slice(0, 4),
        app,
        table('rtb-app', [subject], [toNat('nat-b')]),
      ),
      gaps: ['denied ec2:DescribeNatGateways'],
    },
    'the subnet is shared by another account, which alone sees its routes': {
      ...throughNodes(...surroundings, sharedSubnet('app', 'b'), mainTable('rtb-main', [toNat('nat-a')])),
      gaps: ['cross-account'],
    },
    'a NAT instance of another account': {
      ...throughNodes(...routes({ ...toInstance, targetOwnerId: otherAccount })),
      gaps: ['cross-account'],
    },
    'the address of a regional NAT gateway in its zone is being set up': {
      ...throughNodes(...routes(toNat('nat-regional')), regionalNat([natAddress('b', 'associating')])),
      gaps: ['transitional'],
    },
    'the association with the table is changing': {
      ...throughNodes(
        ...surroundings,
        app,
        table('rtb-app', [], [toNat('nat-b')], {
          associations: [{ subnetId: subject, gatewayId: null, isMain: false, state: 'associating' }],
        }),
      ),
      gaps: ['transitional'],
    },
    'the zones cannot be listed': {
      subject,
      world: worldWithGaps(
        { 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') },
        ...surroundings.slice(3),
        app,
        table('rtb-app', [subject], [toNat('nat-b')]),
      ),
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
  },
  notApplicable: {
    'a public subnet': throughNodes(...routes(toInternet())),
    'an isolated subnet': throughNodes(...routes()),
    'a transit gateway': throughNodes(...routes(route('0.0.0.0/0', 'transit-gateway', 'tgw-1'))),
    'a Gateway Load Balancer endpoint': throughNodes(...routes(route('0.0.0.0/0', 'vpc-endpoint', 'vpce-1'))),
    'a private NAT gateway in another zone': throughNodes(
      ...surroundings.slice(0, -2),
      nat('a', { connectivityType: 'private' }),
      app,
      table('rtb-app', [subject], [toNat('nat-a')]),
    ),
    'a dead route to a NAT gateway of another zone': throughNodes(...routes(route('0.0.0.0/0', 'nat-gateway', 'nat-a', 'blackhole'))),
    'a subnet in a Local Zone, whose NAT gateway is in the parent zone': {
      subject: 'subnet-local',
      world: world(...surroundings, localZone, localZoneSubnet('subnet-local'), table('rtb-l', ['subnet-local'], [toNat('nat-a')])),
    },
    'a subnet on an Outpost': throughNodes(
      ...surroundings,
      subnet('app', 'b', { outpostArn: 'arn:aws:outposts:eu-west-1:111111111111:outpost/op-1' }),
      table('rtb-app', [subject], [toNat('nat-a')]),
    ),
  },
});
