import { defineRule, offenders } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';

export default defineRule({
  id: 'auto-scaling.target-groups-in-use',
  title: 'Target groups that a group registers with exist and get traffic from a load balancer',
  severity: 'medium',
  invariants: ['asg-tg-attached'],
  references: ['wa:REL11-BP01', 'config:AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED'],
  why: 'Instances in a target group that no load balancer uses get no traffic and no health checks: the group looks healthy and serves nobody.',
  subject: 'autoscaling.group',
  reads: ['elbv2.target-group'],
  appliesTo: (group) => isJudgedGroup(group) && group.targetGroupArns.length > 0,
  check(group, { find, pass, fail, seeDerived }) {
    const useless = offenders(group.targetGroupArns, (arn) => {
      const targetGroup = find('elbv2.target-group', arn);
      return targetGroup === null || targetGroup.keysOf('loadBalancers').length === 0;
    });
    if (useless === null) return pass('targetGroupArns');
    const show = (arn: string) => {
      const targetGroup = find('elbv2.target-group', arn);
      return targetGroup === null
        ? seeDerived(group, 'targetGroupArns', arn, 'a target group that exists', 'AWS lists no such target group')
        : seeDerived(targetGroup, 'loadBalancers', [], 'a load balancer', `${group.key} registers its instances with ${arn}`);
    };
    const [first, ...others] = useless;
    const note = useless.map((arn) =>
      find('elbv2.target-group', arn) === null ? `${arn} does not exist` : `no load balancer uses ${arn}`,
    );
    return fail([show(first), ...others.map(show)], `Instances register where nobody sends them traffic: ${note.join('; ')}`);
  },
  fix: (group, { sh }) => ({
    cli: `aws elbv2 create-rule --listener-arn <listener> --priority <priority> --conditions <conditions> --actions Type=forward,TargetGroupArn=<target group>, or ${sh`aws autoscaling detach-load-balancer-target-groups --auto-scaling-group-name ${group.key} --region ${group.region}`} --target-group-arns <target group>`,
    terraform: 'an aws_lb_listener or aws_lb_listener_rule that forwards to the target group, or target_group_arns without it',
    cloudformation: 'an AWS::ElasticLoadBalancingV2::ListenerRule that forwards to the target group, or TargetGroupARNs without it',
    effect: 'Traffic starts to flow to the instances; a detached group registers no instances with the target group any more.',
  }),
});
