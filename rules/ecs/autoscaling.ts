import { defineRule, some } from '#rule-kit';
import { carriesRequests, isMeantToRun } from '../_lib/ecs-service.ts';
import { scalesNothingBecause } from '../_lib/ecs-scaling.ts';

export default defineRule({
  id: 'ecs.autoscaling',
  title: 'ECS services that carry requests scale out with their load',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['ecs-autoscaling'],
  references: ['wa:REL07-BP01', 'wa:REL07-BP03'],
  why: 'A service of fixed size is overloaded by the first peak, and after the loss of a zone by what its remaining tasks must carry.',
  subject: 'ecs.service',
  reads: ['applicationautoscaling.policy', 'applicationautoscaling.scalable-target'],
  appliesTo: (service) => isMeantToRun(service) && carriesRequests(service),
  check(service, { referring, pass, fail, see, seeDerived }) {
    const [target] = referring('applicationautoscaling.scalable-target', 'service', service);
    if (target === undefined) {
      const seen = seeDerived(service, 'scalableTargets', 0, 1, 'none is registered for the service with Application Auto Scaling');
      return fail(seen, 'Nothing scales it');
    }
    const { minCapacity, maxCapacity } = target;
    if (maxCapacity <= minCapacity)
      return fail(see(target, 'maxCapacity', `above ${minCapacity}`), `May not grow beyond the ${minCapacity} tasks it starts from`, [
        target,
      ]);
    if (target.isScaleOutSuspended) return fail(see(target, 'isScaleOutSuspended', false), 'Its scaling out is suspended', [target]);
    const policies = () => referring('applicationautoscaling.policy', 'service', service);
    if (some(policies(), (policy) => scalesNothingBecause(policy) === null))
      return pass(see(target, 'minCapacity'), see(target, 'maxCapacity'), see(target, 'isScaleOutSuspended'));
    const reasons = [...policies()].map((policy) => scalesNothingBecause(policy) ?? '').sort();
    return fail(
      seeDerived(service, 'scalingPolicies', 0, 'at least 1 that scales', reasons.join('; ') || 'it has none'),
      'May grow, but no policy makes it',
      [target],
    );
  },
  fix(service, { referring, sh }) {
    const [target] = referring('applicationautoscaling.scalable-target', 'service', service);
    const resource = sh`--service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id ${`service/${service.key}`} --region ${service.region}`;
    const min = Math.max(2, target?.minCapacity ?? service.desiredCount);
    const max = Math.max(target?.maxCapacity ?? 0, min * 3);
    const register = `aws application-autoscaling register-scalable-target ${resource} ${sh`--min-capacity ${min} --max-capacity ${max}`} --suspended-state DynamicScalingOutSuspended=false`;
    const tracking = '{"TargetValue":60,"PredefinedMetricSpecification":{"PredefinedMetricType":"ECSServiceAverageCPUUtilization"}}';
    const put = `aws application-autoscaling put-scaling-policy ${resource} --policy-name cpu --policy-type TargetTrackingScaling ${sh`--target-tracking-scaling-policy-configuration ${tracking}`}`;
    return {
      cli: `${register} && ${put}`,
      terraform: 'aws_appautoscaling_target and aws_appautoscaling_policy with policy_type = "TargetTrackingScaling"',
      cloudformation: 'AWS::ApplicationAutoScaling::ScalableTarget and AWS::ApplicationAutoScaling::ScalingPolicy',
      effect: 'The service grows and shrinks between the two numbers; leave desired_count to it in templates.',
    };
  },
});
