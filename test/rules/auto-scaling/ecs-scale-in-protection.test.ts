import rule from '../../../rules/auto-scaling/ecs-scale-in-protection.ts';
import { deleting, managed, worker } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const scaling = {
  managedScaling: 'ENABLED',
  managedTerminationProtection: 'ENABLED',
  managedDraining: 'ENABLED',
  targetCapacityPercent: 100,
};
const provider = (
  more: Partial<Record<'managedScaling' | 'managedTerminationProtection', string | null>> = {},
  overrides: Override<'ecs.capacity-provider'> = {},
) => node('ecs.capacity-provider', 'spot', { autoScaling: { ...scaling, ...more }, ...overrides });
const cluster = (newInstancesAreProtectedFromScaleIn: boolean | null, more: Override<'autoscaling.group'> = {}) =>
  worker({ newInstancesAreProtectedFromScaleIn, tags: { AmazonECSManaged: '' }, ...more });
const read = 'ecs:DescribeCapacityProviders';
const flag = 'newInstancesAreProtectedFromScaleIn';

ruleCases(rule, {
  pass: { 'protected, and scaled by ECS': { world: world(cluster(true), provider()), evidence: [flag] } },
  fail: {
    'new instances without protection': { world: world(cluster(false), provider()), evidence: [flag], related: ['spot'] },
    'a provider that does not scale': {
      world: world(cluster(true), provider({ managedScaling: 'DISABLED' })),
      evidence: [flag, 'spot.managedScaling'],
      related: ['spot'],
    },
    'one known provider decides': {
      world: worldWithGaps({ 'ecs.capacity-provider': denied(read) }, cluster(false), provider()),
      evidence: [flag],
    },
  },
  unknown: {
    'providers may not be read': {
      world: worldWithGaps({ 'ecs.capacity-provider': denied(read) }, cluster(false)),
      gaps: [`denied ${read}`],
    },
    'AWS does not say whether instances are protected': { world: world(cluster(null), provider()), gaps: ['no-evidence'] },
    'AWS does not say whether the provider scales': {
      world: world(cluster(true), provider({ managedScaling: null })),
      gaps: ['no-evidence'],
    },
  },
  notApplicable: {
    'a provider without protection': { world: world(cluster(false), provider({ managedTerminationProtection: 'DISABLED' })) },
    'a provider that is no longer active': { world: world(cluster(false), provider({}, { status: 'INACTIVE' })) },
    'Fargate alone': { world: world(cluster(false), provider({}, { autoScaling: null, group: null })) },
    'a group without provider': { world: world(cluster(false)) },
    'a group that is being deleted': { world: world(cluster(false, deleting), provider()) },
    'a group that an AWS service runs': { world: world(cluster(false, managed), provider()) },
  },
});
