import { defineRule, some } from '#rule-kit';
import { isMeantToRun } from '../_lib/ecs-service.ts';
import { countsRequests } from '../_lib/ecs-scaling.ts';

export default defineRule({
  id: 'ecs.scales-on-requests',
  title: 'Scaled ECS services behind an Application Load Balancer follow their requests',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['ecs-autoscaling-metric'],
  references: ['wa:REL07-BP03'],
  why: 'Processor and memory rise after the requests have queued up; the number of requests per task rises with the load itself.',
  subject: 'ecs.service',
  reads: ['applicationautoscaling.policy', 'applicationautoscaling.scalable-target', 'elbv2.target-group'],
  // Other load balancers do not count requests. What nothing scales at all is told by another rule.
  appliesTo: (service, { find, referring }) =>
    isMeantToRun(service) &&
    some(service.keysOf('targetGroups'), (key) => ['HTTP', 'HTTPS'].includes(find('elbv2.target-group', key)?.protocol ?? '')) &&
    some(referring('applicationautoscaling.scalable-target', 'service', service), () => true),
  check(service, { referring, pass, fail, seeDerived }) {
    const policies = () => referring('applicationautoscaling.policy', 'service', service);
    const isFollowed = some(policies(), countsRequests);
    const derivation = isFollowed ? 'a policy tracks ALBRequestCountPerTarget' : 'no policy tracks ALBRequestCountPerTarget';
    const seen = seeDerived(service, 'scalesOnRequests', isFollowed, true, derivation);
    return isFollowed ? pass(seen) : fail(seen, 'No policy follows the requests that its tasks get');
  },
  fix: () => ({
    terraform:
      'predefined_metric_specification { predefined_metric_type = "ALBRequestCountPerTarget" } with the resource_label of its own target group',
    cloudformation: 'PredefinedMetricType: ALBRequestCountPerTarget with the ResourceLabel of its own target group',
    effect: 'The policy that asks for the most tasks wins, so it can stand beside one that follows the processor.',
  }),
});
