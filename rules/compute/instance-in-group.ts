import { anyOf, type Context, defineRule, Known, some, type View } from '#rule-kit';

type Instance = View<'ec2.instance'>;
type Read = 'elb.load-balancer' | 'elbv2.target-group' | 'elbv2.target-health';
type Judging = Pick<Context<'ec2.instance', Read>, 'all' | 'referring'>;

/** Tags of those who replace instances without an Auto Scaling group: fleets, Karpenter, EKS. */
const keepers: readonly RegExp[] = [/^aws:ec2:fleet-id$/, /^aws:ec2spot:fleet-request-id$/, /^karpenter\.sh\//, /^eks:/];

function isKeptElsewhere({ operatorPrincipal, tags }: Instance): boolean {
  return operatorPrincipal !== null || Object.keys(tags).some((key) => keepers.some((keeper) => keeper.test(key)));
}

/** Where it is registered and not on its way out. */
function* registrations(instance: Instance, { referring }: Judging) {
  for (const target of referring('elbv2.target-health', 'instance', instance)) if (target.state !== 'draining') yield target;
}

export default defineRule({
  id: 'compute.instance-in-group',
  title: 'Instances behind load balancers belong to an Auto Scaling group',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ec2-not-pet'],
  references: ['wa:REL11-BP03', 'wa:REL07-BP02'],
  why: 'When an instance that no group keeps fails, nobody starts another one: its capacity is gone until somebody builds it again by hand. Termination protection does not help.',
  subject: 'ec2.instance',
  reads: ['elb.load-balancer', 'elbv2.target-group', 'elbv2.target-health'],
  appliesTo: (instance, context) =>
    !['shutting-down', 'terminated'].includes(instance.state) &&
    !isKeptElsewhere(instance) &&
    anyOf(
      () => some(registrations(instance, context), ({ targetGroup }) => targetGroup.keysOf('loadBalancers').length > 0),
      () => some(context.all('elb.load-balancer'), ({ instanceIds }) => instanceIds.includes(instance.key)),
    ),
  check(instance, context) {
    if (instance.autoScalingGroupName !== null) return context.pass('autoScalingGroupName');
    const seen = context.see(instance, 'autoScalingGroupName', 'an Auto Scaling group');
    return context.fail(
      seen,
      'It gets requests, and nobody replaces it when it fails',
      Known.from(() => registrations(instance, context)).items,
    );
  },
  fix: ({ key, region }, { sh }) => ({
    cli: [
      sh`aws ec2 create-launch-template --launch-template-name ${`from-${key}`} --launch-template-data <configuration of the instance> --region ${region}`,
      `${sh`aws autoscaling create-auto-scaling-group --region ${region}`} --auto-scaling-group-name <name> --launch-template <template and version> --min-size 2 --max-size 4 --vpc-zone-identifier <subnets in two zones> --target-group-arns <target group> --health-check-type ELB`,
    ].join(' && '),
    terraform: 'aws_launch_template and aws_autoscaling_group instead of aws_instance and aws_lb_target_group_attachment',
    cloudformation: 'AWS::EC2::LaunchTemplate and AWS::AutoScaling::AutoScalingGroup instead of AWS::EC2::Instance',
    effect:
      'New instances are started beside this one; take it out when they are healthy. What it keeps on its disks must be stored elsewhere first.',
  }),
});
