import rule from '../../../rules/auto-scaling/min-per-zone.ts';
import { at, override } from '../../kit/launch-world.ts';
import { deleting, group, managed, worker } from '../../kit/group-world.ts';
import { localZone, localZoneSubnet, zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const subnets = [subnet('app', 'a'), subnet('app', 'b'), subnet('app', 'c')];
const three = ['subnet-app-a', 'subnet-app-b', 'subnet-app-c'];
const spanning = (minSize: number, more: Override<'autoscaling.group'> = {}) => group({ minSize, subnets: three, ...more });
const place = [...zones, ...subnets];
const weighted = { launchTemplate: at('1'), overrides: [override({ weightedCapacity: 2 }), override({ weightedCapacity: 4 })] };
const read = 'ec2:DescribeSubnets';
const defaults = [subnet('default', 'a', { isDefaultForZone: true }), subnet('default', 'b', { isDefaultForZone: true })];
const evidence = ['fewestInstances'];

ruleCases(rule, {
  pass: {
    'one for each of three zones': { world: world(...place, spanning(3)), evidence },
    'two subnets in one zone need one': {
      world: world(...place, subnet('more', 'a'), group({ subnets: ['subnet-app-a', 'subnet-more-a', 'subnet-app-b'] })),
      evidence,
    },
    'a Local Zone beside two zones': {
      world: world(...place, localZone, localZoneSubnet('subnet-local'), group({ subnets: [...three.slice(0, 2), 'subnet-local'] })),
      evidence,
    },
    'a third subnet that is gone': { world: world(...zones, ...subnets.slice(0, 2), spanning(2)), evidence },
    'weights that need three instances': { world: world(...place, spanning(9, { mixedInstances: weighted })), evidence },
    'default subnets of its zones': { world: world(...zones, ...defaults, group({ subnets: [] })), evidence },
  },
  fail: {
    'two for three zones': { world: world(...place, spanning(2)), evidence },
    'one for two zones': { world: world(...place, group({ minSize: 1 })), evidence },
    'weights that two instances fulfil': { world: world(...place, spanning(8, { mixedInstances: weighted })), evidence },
    'two processors for three zones': { world: world(...place, spanning(2, { desiredCapacityType: 'vcpu' })), evidence },
    'three known zones decide where a fourth subnet cannot be seen': {
      world: worldWithGaps({ 'ec2.subnet': denied(read) }, ...place, group({ minSize: 2, subnets: [...three, 'subnet-app-d'] })),
      evidence,
    },
  },
  unknown: {
    'a zone that cannot be seen': {
      world: worldWithGaps({ 'ec2.subnet': denied(read) }, ...zones, ...subnets.slice(0, 2), spanning(2)),
      gaps: [`denied ${read}`],
    },
    'a minimum counted in processors': { world: world(...place, spanning(12, { desiredCapacityType: 'vcpu' })), gaps: ['no-evidence'] },
    'a subnet in a state that is new': {
      world: world(...zones, subnet('app', 'a'), subnet('app', 'b', { state: 'dreaming' }), group({ minSize: 1 })),
      gaps: ['unsupported'],
    },
  },
  notApplicable: {
    'a worker group, which may sleep': { world: world(...place, worker({ minSize: 0 })) },
    'a bastion over three zones': { world: world(...place, worker({ minSize: 1, maxSize: 1, subnets: three })) },
    'a group that is being deleted': { world: world(...place, spanning(1, deleting)) },
    'a group that an AWS service runs': { world: world(...place, spanning(1, managed)) },
  },
});
