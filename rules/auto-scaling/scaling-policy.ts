import { defineRule, offenders, some } from '#rule-kit';
import { few } from '../_lib/few.ts';
import { isAttached, isJudgedGroup, isKubernetesNodeGroup } from '../_lib/judged-group.ts';
import { uselessBecause } from '../_lib/scaling-policies.ts';

export default defineRule({
  id: 'auto-scaling.scaling-policy',
  title: 'Groups behind a load balancer scale on demand',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['asg-scaling-policy'],
  references: ['wa:REL07-BP01', 'wa:REL07-BP03'],
  why: 'Without a policy that follows the load, somebody has to notice that instances are overloaded, and does so after the users.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.policy'],
  // Nodes of a Kubernetes cluster are added and taken away from within; a maximum of none is a group that is parked.
  appliesTo: (group) => isJudgedGroup(group) && isAttached(group) && !isKubernetesNodeGroup(group) && group.maxSize > 0,
  check(group, { referring, pass, fail, seeDerived }) {
    const policies = () => referring('autoscaling.policy', 'group', group);
    const show = (names: readonly string[], derivation: string) =>
      seeDerived(group, 'scalingPolicies', [...names].sort(), 'at least one that scales on demand', derivation);
    if (some(policies(), (policy) => uselessBecause(policy, group) === null)) {
      const useful = offenders(policies(), (policy) => uselessBecause(policy, group) === null) ?? [];
      const kinds = useful.map(({ name, key, policyType }) => `${name ?? key} is ${policyType}`).sort();
      return pass(
        show(
          useful.map(({ name, key }) => name ?? key),
          few(kinds),
        ),
      );
    }
    const useless = [...policies()].flatMap((policy) => uselessBecause(policy, group) ?? []).sort();
    const reasons = useless.length === 0 ? 'AWS lists no policy of the group' : few(useless);
    return fail(show([], reasons), useless.length === 0 ? 'Has no scaling policy' : `No policy scales it on demand: ${few(useless)}`);
  },
  fix: (group, { sh }) => {
    const configuration = '{"PredefinedMetricSpecification":{"PredefinedMetricType":"ASGAverageCPUUtilization"},"TargetValue":60}';
    return {
      cli: sh`aws autoscaling put-scaling-policy --auto-scaling-group-name ${group.key} --policy-name cpu --policy-type TargetTrackingScaling --target-tracking-configuration ${configuration} --region ${group.region}`,
      terraform: 'aws_autoscaling_policy with policy_type = "TargetTrackingScaling"',
      cloudformation: 'AWS::AutoScaling::ScalingPolicy with PolicyType: TargetTrackingScaling',
      effect: 'The group adds and takes away instances between its minimum and maximum as its load changes.',
    };
  },
});
