import { anyOf, defineRule, some } from '#rule-kit';
import { ownerInWords, ownersOf } from '../_lib/group-owners.ts';
import { few } from '../_lib/few.ts';
import { getsRequests } from '../_lib/serving-group.ts';
import { targetsOf } from '../_lib/target-state.ts';

export default defineRule({
  id: 'target-group.attached',
  title: 'Target groups stand between a load balancer and somebody who answers',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['tg-attached'],
  references: ['wa:REL11-BP02', 'config:AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED'],
  why: 'Targets in a group that no load balancer uses serve nobody and are checked by nobody; a group that gets requests and has no target answers each of them with an error.',
  subject: 'elbv2.target-group',
  reads: ['autoscaling.group', 'ecs.service', 'elbv2.listener', 'elbv2.listener-rule', 'elbv2.target-health'],
  subsumedBy: ['auto-scaling.target-groups-in-use'],
  // A Gateway Load Balancer answers nobody; a group that nobody uses on either side is left over and harms nothing.
  appliesTo: (group, context) =>
    group.protocol !== 'GENEVE' &&
    anyOf(
      () => some(ownersOf(group, context), () => true),
      () => some(targetsOf(group, context), ({ state }) => state !== 'draining'),
      () => getsRequests(group, context),
    ),
  check(group, context) {
    const { pass, fail, seeDerived } = context;
    const owners = ownersOf(group, context);
    const targets = targetsOf(group, context);
    const balancers = group.keysOf('loadBalancers');
    const registered = targets.items.length === 0 ? [] : [`${targets.items.length} registered targets`];
    const inWords = [...owners.items.map(ownerInWords).sort(), ...registered];
    const behind = seeDerived(
      group,
      'behind',
      inWords,
      'a group, a service or targets',
      'who registers targets with it, and who is registered',
    );
    const before = seeDerived(group, 'loadBalancers', balancers, 'a load balancer', 'load balancers whose listeners forward to it');
    if (balancers.length === 0) {
      return fail([before, behind], `No load balancer sends requests to ${few(inWords) || 'its targets'}`, owners.items);
    }
    const isAnswered = anyOf(
      () => some(owners, () => true),
      () => some(targets, ({ state }) => state !== 'draining'),
    );
    return isAnswered ? pass(before, behind) : fail([before, behind], 'It gets requests and nobody is there to answer them');
  },
  fix: (group, { sh }) => ({
    cli:
      group.keysOf('loadBalancers').length === 0
        ? `${sh`aws elbv2 create-rule --region ${group.region} --actions ${`Type=forward,TargetGroupArn=${group.key}`}`} --listener-arn <listener> --priority <priority> --conditions <conditions>`
        : `${sh`aws autoscaling attach-load-balancer-target-groups --target-group-arns ${group.key} --region ${group.region}`} --auto-scaling-group-name <group>`,
    terraform:
      'target_group_arns of the Auto Scaling group or load_balancer of the ECS service, and a listener or rule that forwards to it',
    cloudformation: 'TargetGroupARNs or LoadBalancers, and a listener or rule that forwards to it',
    effect: 'Requests start to flow as soon as targets are healthy. A group that is left over can be deleted with the rule that names it.',
  }),
});
