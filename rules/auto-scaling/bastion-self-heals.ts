import { defineRule } from '#rule-kit';

const bastion = /(^|[^a-z])(bastion|jump ?-?_?(host|box|server))/i;

export default defineRule({
  id: 'auto-scaling.bastion-self-heals',
  title: 'Bastions are replaced by an Auto Scaling group when they fail',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['asg-bastion-self-heal'],
  references: ['wa:REL11-BP03', 'wa:SEC06-BP03'],
  why: 'A bastion that is a pet is lost with its zone, in the very hour in which somebody must get in.',
  subject: 'ec2.instance',
  reads: [],
  // Nothing but its name tells a bastion from any other instance.
  appliesTo: ({ tags, state, operatorPrincipal }) =>
    operatorPrincipal === null &&
    !['shutting-down', 'terminated'].includes(state) &&
    ['Name', 'name', 'Role', 'role'].some((key) => bastion.test(tags[key] ?? '')),
  check: (instance, { pass, fail }) =>
    instance.autoScalingGroupName === null
      ? fail({ autoScalingGroupName: '<a group of one>' }, 'Belongs to no Auto Scaling group: nothing replaces it in another zone')
      : pass('autoScalingGroupName'),
  fix: (instance, { sh }) => ({
    cli: `${sh`aws ssm start-session --target ${instance.key} --region ${instance.region}`} in place of a bastion, or aws autoscaling create-auto-scaling-group --min-size 1 --max-size 1 --vpc-zone-identifier <one public subnet per zone> --launch-template <template>`,
    terraform: 'aws_autoscaling_group { min_size = 1, max_size = 1 } over one subnet per zone',
    cloudformation: 'AWS::AutoScaling::AutoScalingGroup with MinSize: 1 and MaxSize: 1',
    effect: 'A replaced bastion has another address unless its start associates an Elastic IP.',
  }),
});
