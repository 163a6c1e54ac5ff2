import rule from '../../../rules/auto-scaling/in-service.ts';
import { deleting, group, launch, managed, worker } from '../../kit/group-world.ts';
import { at, override } from '../../kit/launch-world.ts';
import { type Member, member } from '../../kit/members.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, type Override, world, worldWithGaps } from '../../kit/world.ts';

const manned = (desiredCapacity: number, instances: readonly Member[], more: Override<'autoscaling.group'> = {}) =>
  group({ desiredCapacity, instances, ...more });
const two = [member('i-1', 'a'), member('i-2', 'b')];
const mixed = { mixedInstances: { launchTemplate: at('1'), overrides: [override({ weightedCapacity: 4 })] } };
const weighing = (weight: number) => ({ ...mixed, instanceWeights: two.map(({ instanceId }) => ({ instanceId, weight })) });
const evidence = ['inService'];
const read = 'autoscaling:DescribeScalingActivities';
const unlisted = { 'autoscaling.activity': denied(read) };

ruleCases(rule, {
  pass: {
    'as many as desired': { world: world(manned(2, two)), evidence },
    'more than desired, while the group shrinks': { world: world(manned(1, two)), evidence },
    'nothing, where nothing is desired': { world: world(worker({ minSize: 0, desiredCapacity: 0 })), evidence },
    'instances that weigh enough': { world: world(manned(8, two, weighing(4))), evidence },
    'enough, whatever launches are under way': { world: world(manned(2, two), launch('3', 0, { endedAt: null })), evidence },
    'activities need not be read': { world: worldWithGaps(unlisted, manned(2, two)), evidence },
  },
  fail: {
    'one of two': { world: world(manned(2, two.slice(0, 1))), evidence },
    'none at all': { world: world(manned(2, [])), evidence },
    'a bastion that is gone': { world: world(worker({ minSize: 1, maxSize: 1, desiredCapacity: 1 })), evidence },
    'one on standby': { world: world(manned(2, [member('i-1', 'a'), member('i-2', 'b', { lifecycleState: 'Standby' })])), evidence },
    'the warm pool does not serve': {
      world: world(manned(2, [member('i-1', 'a'), member('i-2', 'b', { lifecycleState: 'Warmed:Stopped' })])),
      evidence,
    },
    'launches that failed': { world: world(manned(3, two), launch('3', 10, { statusCode: 'Failed' })), evidence },
    'instances that weigh too little': { world: world(manned(12, two, weighing(4))), evidence },
  },
  unknown: {
    'one on its way in': {
      world: world(manned(2, [member('i-1', 'a'), member('i-2', 'b', { lifecycleState: 'Pending:Wait' })])),
      gaps: ['transitional'],
    },
    'one that is being replaced': {
      world: world(manned(2, [member('i-1', 'a'), member('i-2', 'b', { lifecycleState: 'Terminating' })])),
      gaps: ['transitional'],
    },
    'a launch that has named no instance yet': {
      world: world(manned(3, two), launch('3', 0, { endedAt: null, instanceId: null, statusCode: 'PreInService' })),
      gaps: ['transitional'],
    },
    'short, and activities may not be read': { world: worldWithGaps(unlisted, manned(3, two)), gaps: [`denied ${read}`] },
    'weights that AWS does not tell': { world: world(manned(8, two, mixed)), gaps: ['no-evidence'] },
    'capacity in processors': { world: world(manned(8, two, { desiredCapacityType: 'vcpu' })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(manned(2, [], deleting)) },
    'a group that an AWS service runs': { world: world(manned(2, [], managed)) },
  },
});
