import { defineRule, Type } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { cpuTargetPercent } from '../_lib/scaling-policies.ts';

export default defineRule({
  id: 'auto-scaling.cpu-target',
  title: 'CPU targets leave room for the load that comes while instances boot',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['asg-target-value'],
  references: ['wa:REL07-BP03'],
  why: 'New instances take minutes to help. At a target close to full use the running ones are overloaded by the time that they do.',
  params: Type.Object(
    {
      maxTargetPercent: Type.Number({
        default: 80,
        exclusiveMinimum: 0,
        maximum: 100,
        description: 'Highest target of average CPU utilization in percent; 40 to 80 is usual, 70 is common advice.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.policy',
  reads: ['autoscaling.group'],
  // Other metrics have no scale of their own: how much an instance bears of them is known to its owner alone.
  appliesTo: (policy, { find }) =>
    cpuTargetPercent(policy) !== null &&
    policy.keysOf('group').some((key) => {
      const group = find('autoscaling.group', key);
      return group !== null && isJudgedGroup(group);
    }),
  check: (policy, { params: { maxTargetPercent }, pass, fail }) =>
    (policy.targetValue ?? 0) <= maxTargetPercent
      ? pass('targetValue')
      : fail(
          { targetValue: maxTargetPercent },
          `Waits for an average CPU utilization of ${policy.targetValue ?? 0} % before it adds instances`,
        ),
  fix(policy, { params: { maxTargetPercent }, sh }) {
    const target = Math.min(70, maxTargetPercent);
    const configuration = `{"PredefinedMetricSpecification":{"PredefinedMetricType":"${policy.predefinedMetric ?? 'ASGAverageCPUUtilization'}"},"TargetValue":${target}}`;
    const [group = '<group>'] = policy.keysOf('group');
    return {
      cli: sh`aws autoscaling put-scaling-policy --auto-scaling-group-name ${group} --policy-name ${policy.name ?? policy.key} --policy-type TargetTrackingScaling --target-tracking-configuration ${configuration} --region ${policy.region}`,
      terraform: `target_tracking_configuration { target_value = ${target} }`,
      cloudformation: `TargetTrackingConfiguration: { TargetValue: ${target} }`,
      effect: 'The group starts instances sooner and runs more of them. The command sets the whole policy: add what else yours says.',
    };
  },
});
