import { defineRule, millisecondsOf, Type } from '#rule-kit';

export default defineRule({
  id: 'compute.ssm-managed',
  title: 'Running instances are managed by Systems Manager',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['ec2-ssm-managed'],
  references: ['wa:SEC06-BP03', 'config:EC2_INSTANCE_MANAGED_BY_SSM', 'securityhub:SSM.1'],
  why: 'In an incident nobody gets onto the instance without an open SSH port, and nothing tells whether it is patched.',
  params: Type.Object(
    {
      registrationMinutes: Type.Number({
        default: 30,
        minimum: 0,
        description:
          'Minutes after a start in which the agent may still be on its way. It reports at boot, and where the role came later, within half an hour.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'ec2.instance',
  reads: ['ssm.managed-instance'],
  // One that is starting or stopped reports nothing, and managed nodes of a service are not the customer's to enter.
  appliesTo: (instance) => instance.operatorPrincipal === null && instance.state === 'running',
  check(instance, { asOf, params, find, pass, fail, unknown, see, seeDerived }) {
    const managed = find('ssm.managed-instance', instance.key);
    if (managed !== null && managed.pingStatus === 'Online') return pass(see(managed, 'pingStatus', 'Online'));
    const minutes = Math.floor((asOf - millisecondsOf(instance.launchTime)) / 60_000);
    if (minutes < params.registrationMinutes)
      return unknown('transitional', `the instance was started ${minutes} min before the snapshot`, 'launchTime');
    if (managed === null)
      return fail(
        seeDerived(instance, 'managedInstance', null, 'Online', 'Systems Manager lists no such instance'),
        'Systems Manager does not know the instance',
      );
    if (managed.pingStatus === 'ConnectionLost' || managed.pingStatus === 'Inactive')
      return fail(see(managed, 'pingStatus', 'Online'), `The agent has not reported since ${managed.lastPingAt ?? 'an unknown time'}`);
    return unknown('unsupported', `the ping status ${managed.pingStatus ?? 'AWS does not tell'} is not understood`);
  },
  fix: (instance, { sh }) => ({
    cli: sh`aws iam attach-role-policy --role-name ${'<role of the instance>'} --policy-arn arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore && aws ssm describe-instance-information --filters ${`Key=InstanceIds,Values=${instance.key}`} --region ${instance.region}`,
    terraform: 'aws_iam_role_policy_attachment of AmazonSSMManagedInstanceCore to the role of the instance',
    cloudformation: 'ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore] on the role of the instance',
    effect: 'No interruption. Without a NAT gateway the agent needs VPC endpoints for ssm, ssmmessages and ec2messages.',
  }),
});
