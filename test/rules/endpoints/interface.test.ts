import admitsRule from '../../../rules/endpoints/admits-app.ts';
import zoneRule from '../../../rules/endpoints/zone-coverage.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { localZone, localZoneSubnet, vpc, zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const web = node('autoscaling.group', 'web');
const place = [...zones, vpc(), subnet('app', 'a'), subnet('app', 'b'), subnet('more', 'a')];
const endpoint = (overrides: Override<'ec2.vpc-endpoint'> = {}) =>
  node('ec2.vpc-endpoint', 'vpce-1', {
    endpointType: 'Interface',
    serviceName: 'com.amazonaws.eu-west-1.secretsmanager',
    privateDnsEnabled: true,
    subnets: ['subnet-app-a', 'subnet-app-b'],
    securityGroups: ['sg-endpoint'],
    ...overrides,
  });

ruleCases(zoneRule, {
  pass: {
    'every zone of the app tier': { world: world(...place, web, endpoint()), evidence: ['zones'] },
    'other subnets in the same zones': {
      world: world(...place, subnet('more', 'b'), web, endpoint({ subnets: ['subnet-more-a', 'subnet-more-b'] })),
      evidence: ['zones'],
    },
    'an app subnet in a Local Zone, where no endpoint can stand': {
      world: world(
        ...place,
        localZone,
        localZoneSubnet('subnet-local'),
        node('autoscaling.group', 'web', { subnets: ['subnet-app-a', 'subnet-local'] }),
        endpoint(),
      ),
      evidence: ['zones'],
    },
    'a state in the case of the SDK': { world: world(...place, web, endpoint({ state: 'Available' })), evidence: ['zones'] },
  },
  fail: {
    'one of two zones': {
      world: world(...place, web, endpoint({ subnets: ['subnet-app-a'] })),
      evidence: ['zones'],
      related: ['subnet-app-b'],
    },
    'two subnets in one zone': {
      world: world(...place, web, endpoint({ subnets: ['subnet-app-a', 'subnet-more-a'] })),
      evidence: ['zones'],
    },
    'an endpoint that works in some zones only': { world: world(...place, web, endpoint({ state: 'Partial' })), evidence: ['state'] },
    'one of two zones, though targets cannot be listed': {
      world: worldWithGaps(
        { 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') },
        ...place,
        web,
        endpoint({ subnets: ['subnet-app-a'] }),
      ),
      evidence: ['zones'],
    },
  },
  unknown: {
    'zones cannot be listed': {
      world: worldWithGaps({ 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') }, ...place.slice(3), web, endpoint()),
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
    'an endpoint that waits to be accepted': {
      world: world(...place, web, endpoint({ state: 'pendingAcceptance' })),
      gaps: ['transitional'],
    },
  },
  notApplicable: {
    'a gateway endpoint': { world: world(...place, web, endpoint({ endpointType: 'Gateway', subnets: [] })) },
    'a service of somebody else': {
      world: world(...place, web, endpoint({ serviceName: 'com.amazonaws.vpce.eu-west-1.vpce-svc-1', subnets: ['subnet-app-a'] })),
    },
    'an endpoint that an AWS service keeps': {
      world: world(...place, web, endpoint({ isRequesterManaged: true, subnets: ['subnet-app-a'] })),
    },
    'an endpoint that is being deleted': { world: world(...place, web, endpoint({ state: 'deleting', subnets: [] })) },
    'a VPC in which nothing computes': { world: world(...place, endpoint({ subnets: ['subnet-app-a'] })) },
  },
});

type Rule = Facts<'ec2.security-group'>['ingress'][number];

const from = (source: string, port = 443): Rule => ({
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
  sourceType: source.startsWith('sg-') ? 'security-group' : 'ipv4',
  source,
  sourceOwnerId: null,
  peeringConnectionId: null,
  peeringStatus: null,
  description: null,
});
const compute = [
  ...place,
  web,
  node('ec2.launch-template', 'lt-00000001'),
  node('ec2.launch-template-version', 'lt-00000001:1'),
  node('ec2.security-group', 'sg-app', { egress: [{ ...from('0.0.0.0/0'), protocol: '-1', fromPort: null, toPort: null }] }),
];
const guarded = (...ingress: readonly Rule[]) => node('ec2.security-group', 'sg-endpoint', { groupName: 'endpoints', ingress });

ruleCases(admitsRule, {
  pass: {
    'the group of the app tier': { world: world(...compute, endpoint(), guarded(from('sg-app'))), evidence: ['ingress'] },
    'the block of the VPC': { world: world(...compute, endpoint(), guarded(from('10.0.0.0/16'))), evidence: ['ingress'] },
  },
  fail: {
    'no rule': { world: world(...compute, endpoint(), guarded()), evidence: ['ingress'] },
    'another port': { world: world(...compute, endpoint(), guarded(from('sg-app', 80))), evidence: ['ingress'] },
    'another group': { world: world(...compute, endpoint(), guarded(from('sg-old'))), evidence: ['ingress'] },
    'servers that are let in and not let out': {
      world: world(...compute.slice(0, -1), node('ec2.security-group', 'sg-app'), endpoint(), guarded(from('sg-app'))),
      evidence: ['ingress'],
    },
  },
  unknown: {
    'groups cannot be listed': {
      world: worldWithGaps({ 'ec2.security-group': denied('ec2:DescribeSecurityGroups') }, ...compute.slice(0, -1), endpoint()),
      gaps: ['denied ec2:DescribeSecurityGroups'],
    },
  },
  notApplicable: {
    'a service with ports of its own': {
      world: world(...compute, endpoint({ serviceName: 'com.amazonaws.eu-west-1.email-smtp' }), guarded()),
    },
    'a gateway endpoint': { world: world(...compute, endpoint({ endpointType: 'Gateway', securityGroups: [] })) },
    'an endpoint that an AWS service keeps': { world: world(...compute, endpoint({ isRequesterManaged: true }), guarded()) },
    'a VPC in which nothing computes': { world: world(...place, endpoint(), guarded()) },
  },
});
