import { defineRule, type Facts, isDefaultLike, parseBlock, some, undecidable, type View } from '#rule-kit';

type Entry = Facts<'ec2.network-acl'>['entries'][number];

/** Whether the rule admits every protocol, or every port of TCP, from everywhere. */
function admitsAll(
  { isEgress, action, protocol, cidrBlock, ipv6CidrBlock, fromPort, toPort }: Entry,
  acl: View<'ec2.network-acl'>,
): boolean {
  if (isEgress || action === 'deny') return false;
  if (action !== 'allow') return undecidable(acl, 'unsupported', `the action ${action} of ${acl.key} is not understood`);
  const cidr = cidrBlock ?? ipv6CidrBlock;
  const block = cidr === null ? null : parseBlock(cidr);
  if (block === null) return undecidable(acl, 'unsupported', `a rule of ${acl.key} names no block that is understood`);
  const isEveryPort = protocol === '-1' || (protocol === '6' && (fromPort ?? 0) <= 1 && (toPort ?? 65_535) === 65_535);
  return isEveryPort && isDefaultLike(block);
}

export default defineRule({
  id: 'network.data-acl-restricted',
  title: 'Network ACLs of the data tier do not let everything in',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['nacl-defence'],
  references: ['wa:SEC05-BP02', 'config:VPC_NETWORK_ACL_UNUSED_CHECK', 'securityhub:EC2.16'],
  why: 'Where the ACL of the data subnets allows everything, a single security group is all that stands between the data and a mistake.',
  subject: 'ec2.network-acl',
  reads: ['ec2.vpc'],
  topology: ['subnetTiers'],
  appliesTo: (acl, { topology: { subnetTiers } }) => {
    const held = acl.keysOf('subnets');
    return held.length > 0 && some(subnetTiers.subnetsOf('data', acl.vpc), ({ key }) => held.includes(key));
  },
  check(acl, { fail, pass, seeDerived }) {
    const open = acl.entries.filter((entry) => admitsAll(entry, acl));
    const inWords = open.map(
      ({ ruleNumber, cidrBlock, ipv6CidrBlock }) => `rule ${ruleNumber} allows everything from ${cidrBlock ?? ipv6CidrBlock ?? ''}`,
    );
    const seen = seeDerived(
      acl,
      'openRules',
      open.map(({ ruleNumber }) => ruleNumber),
      [],
      inWords.join('; ') || 'no rule allows everything in',
    );
    if (open.length === 0) return pass(seen);
    return fail(
      seen,
      acl.isDefault
        ? 'The data subnets have the default ACL of the VPC, which lets everything in'
        : 'Lets everything into the data subnets',
    );
  },
  fix: (acl, { sh }) => ({
    cli: sh`aws ec2 create-network-acl --region ${acl.region} --vpc-id ${() => acl.keysOf('vpc').join()}`,
    terraform: 'aws_network_acl for the data subnets: ingress on the data ports from the app subnets, egress to them on 1024-65535',
    cloudformation: 'AWS::EC2::NetworkAcl and AWS::EC2::SubnetNetworkAclAssociation for the data subnets',
    effect: 'Write every rule before a subnet is moved to the new ACL: from that moment what no rule allows is denied, answers included.',
  }),
});
