import { defineRule, offenders, some } from '#rule-kit';
import { isMeantToRun } from '../_lib/ecs-service.ts';
import { countsRequests, labelParts } from '../_lib/ecs-scaling.ts';

export default defineRule({
  id: 'ecs.autoscaling-metric',
  title: 'ECS services that scale on requests count those of their own target group',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ecs-autoscaling-metric'],
  references: ['wa:REL07-BP03'],
  why: 'A policy that counts the requests of another target group, or of one that its load balancer no longer has, gets no data or the wrong data: the service does not grow when its load does.',
  subject: 'ecs.service',
  reads: ['applicationautoscaling.policy', 'elbv2.target-group'],
  appliesTo: (service, { referring }) =>
    isMeantToRun(service) && some(referring('applicationautoscaling.policy', 'service', service), countsRequests),
  check(service, { find, referring, pass, fail, see }) {
    const own = service.keysOf('targetGroups');
    const isOwn = (label: string | null) => {
      if (label === null) return false;
      const { balancer, targetGroup } = labelParts(label);
      const arn = own.find((each) => each.endsWith(targetGroup));
      return (
        arn !== undefined &&
        (find('elbv2.target-group', arn)
          ?.keysOf('loadBalancers')
          .some((each) => each.endsWith(balancer)) ??
          false)
      );
    };
    const policies = () => referring('applicationautoscaling.policy', 'service', service);
    const astray = offenders(policies(), (policy) => countsRequests(policy) && !isOwn(policy.resourceLabel));
    const expected = `one of ${own.map((arn) => arn.slice(arn.indexOf('targetgroup/'))).join(', ')} behind its load balancer`;
    if (astray === null) return pass(...[...policies()].filter(countsRequests).map((policy) => see(policy, 'resourceLabel', expected)));
    const [first, ...others] = astray;
    return fail(
      [see(first, 'resourceLabel', expected), ...others.map((policy) => see(policy, 'resourceLabel', expected))],
      `${first.name ?? first.key} counts the requests of ${first.resourceLabel ?? 'nothing'}`,
      astray,
    );
  },
  fix: () => ({
    terraform:
      'predefined_metric_specification { predefined_metric_type = "ALBRequestCountPerTarget", resource_label = "${aws_lb.<name>.arn_suffix}/${aws_lb_target_group.<name>.arn_suffix}" }',
    cloudformation: 'ResourceLabel: LoadBalancerFullName/TargetGroupFullName of what the service is registered with',
    effect: 'The policy gets data within minutes and sets the number of tasks from then on.',
  }),
});
