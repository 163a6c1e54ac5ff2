import rule from '../../../rules/auto-scaling/lifecycle-drain.ts';
import { apiTargetGroup, deleting, group, managed, webTargetGroup, worker } from '../../kit/group-world.ts';
import { member } from '../../kit/members.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const delayed = (key: string, seconds: string | null) =>
  node('elbv2.target-group', key, { attributes: seconds === null ? {} : { 'deregistration_delay.timeout_seconds': seconds } });
const instances = [member('i-1', 'a'), member('i-2', 'b')];
const boxes = [node('ec2.instance', 'i-1'), node('ec2.instance', 'i-2')];
const target = (targetGroup: string, instance: string) =>
  node('elbv2.target-health', `${targetGroup}#${instance}:80`, { targetGroup, instance, targetId: instance });
const hook = (heartbeatTimeoutSeconds: number, overrides: Override<'autoscaling.lifecycle-hook'> = {}) =>
  node('autoscaling.lifecycle-hook', 'web/drain', {
    transition: 'autoscaling:EC2_INSTANCE_TERMINATING',
    heartbeatTimeoutSeconds,
    ...overrides,
  });
/** Instances that something else registers with the target group `api`. */
const byHand = [...boxes, target(apiTargetGroup, 'i-1'), target(apiTargetGroup, 'i-2')];
const health = 'elasticloadbalancing:DescribeTargetHealth';
const held = ['terminationHoldSeconds'];

ruleCases(rule, {
  pass: {
    'the group waits for its own target group, without any hook': {
      world: world(group({ instances }), delayed(webTargetGroup, '300'), ...boxes, target(webTargetGroup, 'i-1')),
      evidence: ['foreignTargetGroups'],
    },
    'a hook that is shorter does not shorten that': {
      world: world(group({ instances }), hook(30), delayed(webTargetGroup, '300'), ...boxes, target(webTargetGroup, 'i-1')),
      evidence: ['foreignTargetGroups'],
    },
    'a classic load balancer': {
      world: world(worker({ classicLoadBalancerNames: ['old'], instances }), ...boxes),
      evidence: ['foreignTargetGroups'],
    },
    'no instance yet': { world: world(group()), evidence: ['foreignTargetGroups'] },
    'a hook as long as the delay of a target group registered by hand': {
      world: world(worker({ instances }), hook(300), delayed(apiTargetGroup, '300'), ...byHand),
      evidence: held,
    },
    'the longer of two hooks': {
      world: world(
        worker({ instances }),
        hook(30),
        hook(600, { group: 'web' }),
        node('autoscaling.lifecycle-hook', 'web/logs', {
          transition: 'autoscaling:EC2_INSTANCE_TERMINATING',
          heartbeatTimeoutSeconds: 300,
        }),
        delayed(apiTargetGroup, '120'),
        ...byHand,
      ),
      evidence: held,
    },
    'a target group that drains at once': { world: world(worker({ instances }), delayed(apiTargetGroup, '0'), ...byHand), evidence: held },
  },
  fail: {
    'no hook, and a target group registered by hand': {
      world: world(worker({ instances }), delayed(apiTargetGroup, '300'), ...byHand),
      evidence: held,
      related: [apiTargetGroup],
    },
    'a hook shorter than the delay': {
      world: world(worker({ instances }), hook(60), delayed(apiTargetGroup, '300'), ...byHand),
      evidence: held,
    },
    'a launch hook holds nothing back at the end': {
      world: world(
        worker({ instances }),
        hook(600, { transition: 'autoscaling:EC2_INSTANCE_LAUNCHING' }),
        delayed(apiTargetGroup, '30'),
        ...byHand,
      ),
      evidence: held,
    },
    'a second target group that the group does not know': {
      world: world(
        group({ instances }),
        delayed(webTargetGroup, '300'),
        delayed(apiTargetGroup, '30'),
        target(webTargetGroup, 'i-1'),
        ...byHand,
      ),
      evidence: held,
      related: [apiTargetGroup],
    },
  },
  unknown: {
    'targets may not be read': {
      world: worldWithGaps({ 'elbv2.target-health': denied(health) }, group({ instances }), ...boxes),
      gaps: [`denied ${health}`],
    },
    'hooks may not be read': {
      world: worldWithGaps(
        { 'autoscaling.lifecycle-hook': denied('autoscaling:DescribeLifecycleHooks') },
        worker({ instances }),
        delayed(apiTargetGroup, '300'),
        ...byHand,
      ),
      gaps: ['denied autoscaling:DescribeLifecycleHooks'],
    },
    'a delay that AWS does not tell': {
      world: world(worker({ instances }), delayed(apiTargetGroup, null), ...byHand),
      gaps: ['no-evidence'],
    },
  },
  notApplicable: {
    'a worker group that nothing is balanced to': { world: world(worker({ instances }), ...boxes) },
    'a group that is being deleted': { world: world(worker({ instances, ...deleting }), delayed(apiTargetGroup, '300'), ...byHand) },
    'a group that an AWS service runs': { world: world(worker({ instances, ...managed }), delayed(apiTargetGroup, '300'), ...byHand) },
  },
});
