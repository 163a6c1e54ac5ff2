import rule from '../../../rules/network/subnet-free-ips.ts';
import { localZone, localZoneSubnet, vpc, zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const member = (instanceId: string, zoneName: string, lifecycleState = 'InService') => ({
  instanceId,
  zoneName,
  lifecycleState,
  healthStatus: 'Healthy',
  launchTemplateId: null,
  launchTemplateVersion: null,
  launchConfigurationName: null,
  imageId: null,
  isProtectedFromScaleIn: false,
});
const two = [member('i-1', 'eu-west-1a'), member('i-2', 'eu-west-1b')];
const group = (overrides: Override<'autoscaling.group'> = {}) =>
  node('autoscaling.group', 'web', { maxSize: 6, instances: two, ...overrides });
const subnets = (a: number, b: number) => [
  ...zones,
  vpc(),
  subnet('app', 'a', { availableIpAddresses: a }),
  subnet('app', 'b', { availableIpAddresses: b }),
];
const seen = ['freeAddresses'];

ruleCases(rule, {
  pass: {
    'room for everything in either zone': { world: world(...subnets(250, 250), group()), evidence: seen },
    'just enough, with what already runs there': { world: world(...subnets(5, 5), group()), evidence: seen },
    'an instance in the zone that is on its way out counts as an address to find': {
      world: world(
        ...subnets(6, 6),
        group({ instances: [member('i-1', 'eu-west-1a', 'Terminating:Wait'), member('i-2', 'eu-west-1b', 'Terminating')] }),
      ),
      evidence: seen,
    },
    'subnets of IPv6 alone, which never run out': {
      world: world(
        ...zones,
        vpc(),
        subnet('app', 'a', { cidrBlock: null, availableIpAddresses: 0 }),
        subnet('app', 'b', { cidrBlock: null, availableIpAddresses: 0 }),
        group(),
      ),
      evidence: seen,
    },
    'a single zone with room for all': {
      world: world(...subnets(5, 0), group({ subnets: ['subnet-app-a'] })),
      evidence: seen,
    },
    'a group that can grow no further': { world: world(...subnets(1, 1), group({ maxSize: 2 })), evidence: seen },
    'weights, and room for one instance per unit': {
      world: world(...subnets(250, 250), group({ desiredCapacityType: 'vcpu' })),
      evidence: seen,
    },
  },
  fail: {
    'one address too few once a zone is lost': { world: world(...subnets(250, 4), group()), evidence: seen },
    'no address at all': { world: world(...subnets(0, 0), group()), evidence: seen },
    'a single zone without room': { world: world(...subnets(4, 250), group({ subnets: ['subnet-app-a'] })), evidence: seen },
    'containers with addresses of their own': {
      world: world(...subnets(20, 20), group()),
      params: { addressesPerInstance: 5 },
      evidence: seen,
    },
    'a third zone that is a Local Zone': {
      world: world(
        ...subnets(250, 4),
        localZone,
        localZoneSubnet('subnet-local'),
        group({ subnets: ['subnet-app-a', 'subnet-app-b', 'subnet-local'] }),
      ),
      evidence: seen,
    },
  },
  unknown: {
    'zones cannot be listed': {
      world: worldWithGaps({ 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') }, ...subnets(250, 250).slice(3), group()),
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
    'too few addresses for the maximum, which is not counted in instances': {
      world: world(...subnets(4, 4), group({ desiredCapacityType: 'vcpu' })),
      gaps: ['no-evidence'],
    },
    'subnets that are all gone': { world: world(...zones, vpc(), group()), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(...subnets(0, 0), group({ status: 'Delete in progress' })) },
    'a group that a service runs': { world: world(...subnets(0, 0), group({ operatorPrincipal: 'eks.amazonaws.com' })) },
  },
});
