import rule from '../../../rules/auto-scaling/min-size.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world } from '../../kit/world.ts';

const group = (overrides: Override<'autoscaling.group'> = {}) => ({ world: world(node('autoscaling.group', 'web', overrides)) });
const reference = { launchTemplateId: 'lt-00000001', launchTemplateName: 'web', version: '1' };
const weights = (...given: readonly (number | null)[]): Facts<'autoscaling.group'>['mixedInstances'] => ({
  launchTemplate: reference,
  overrides: given.map((weightedCapacity) => ({ launchTemplate: null, instanceType: 'm7g.large', weightedCapacity, imageId: null })),
});
const detached = { targetGroupArns: [], targetGroups: [] };

ruleCases(rule, {
  pass: {
    'two instances at least': { ...group(), evidence: ['minSize'] },
    'units named as such': { ...group({ desiredCapacityType: 'units' }), evidence: ['minSize'] },
    'several instance types of no weight': { ...group({ mixedInstances: weights(null, null) }), evidence: ['minSize'] },
    'weights that still need two instances': {
      ...group({ minSize: 5, mixedInstances: weights(2, 4) }),
      evidence: ['minSize', 'fewestInstances'],
    },
    'a classic load balancer': { ...group({ ...detached, classicLoadBalancerNames: ['web'] }), evidence: ['minSize'] },
    'one instance where one is enough': { ...group({ minSize: 1 }), params: { minInstances: 1 }, evidence: ['minSize'] },
  },
  fail: {
    'a minimum of one, however many run now': { ...group({ minSize: 1, desiredCapacity: 4 }), evidence: ['minSize'] },
    'a minimum of none': { ...group({ minSize: 0, desiredCapacity: 2 }), evidence: ['minSize'] },
    'a minimum of one with a warm pool beside it': {
      ...group({ minSize: 1, warmPool: { minSize: 3, poolState: 'Stopped', reusesOnScaleIn: null, status: null } }),
      evidence: ['minSize'],
    },
    'a minimum that one heavy instance fulfils': { ...group({ minSize: 4, mixedInstances: weights(1, 4) }), evidence: ['fewestInstances'] },
    'one unit, whatever a unit is': { ...group({ minSize: 1, desiredCapacityType: 'vcpu' }), evidence: ['minSize'] },
    'a minimum of one behind VPC Lattice': {
      ...group({ ...detached, minSize: 1, latticeTargetGroupArns: ['arn:aws:vpc-lattice:eu-west-1:111111111111:targetgroup/tg-1'] }),
      evidence: ['minSize'],
    },
    'two where three are demanded': { ...group(), params: { minInstances: 3 }, evidence: ['minSize'] },
  },
  unknown: {
    'a minimum counted in processors': { ...group({ minSize: 16, desiredCapacityType: 'vcpu' }), gaps: ['no-evidence'] },
    'a minimum counted in memory': { ...group({ minSize: 65536, desiredCapacityType: 'memory-mib' }), gaps: ['no-evidence'] },
    'a capacity type that is new': { ...group({ desiredCapacityType: 'qubits' }), gaps: ['unsupported'] },
    'AWS sent no minimum': {
      ...group({ minSize: denied('autoscaling:DescribeAutoScalingGroups') }),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
  },
  notApplicable: {
    'a worker group without load balancer, which may sleep': group({ ...detached, minSize: 0 }),
    'a bastion, a group of one': group({ ...detached, minSize: 1, maxSize: 1 }),
    'a group that is being deleted': group({ minSize: 0, status: 'Delete in progress' }),
    'a group that an AWS service runs': group({ minSize: 0, operatorPrincipal: 'ecs.amazonaws.com' }),
  },
});
