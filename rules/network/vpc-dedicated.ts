import { defineRule } from '#rule-kit';
import { hasTiers, keysOf, knownSubnetsOf, tiers } from '../_lib/tier-subnets.ts';

export default defineRule({
  id: 'network.vpc-dedicated',
  title: 'Workloads run in a VPC of their own, not in the default VPC',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['vpc-dedicated'],
  references: ['wa:SEC05-BP01'],
  why: 'Every subnet of a default VPC leads straight to the internet and everybody in the account shares it: no tier can be kept private there, and a change for one workload is a change for all.',
  subject: 'ec2.vpc',
  reads: [],
  topology: ['subnetTiers'],
  appliesTo: (vpc, { topology }) => hasTiers(vpc, topology),
  check(vpc, { topology, pass, fail, see, seeDerived }) {
    if (!vpc.isDefault) return pass('isDefault');
    const members = tiers
      .map((tier) => ({ tier, subnets: knownSubnetsOf(tier, vpc, topology) }))
      .filter(({ subnets }) => subnets.length > 0);
    const inWords = members.map(({ tier, subnets }) => `${tier} tier in ${keysOf(subnets).join(', ')}`).join('; ');
    return fail(
      [
        see(vpc, 'isDefault', false),
        seeDerived(
          vpc,
          'tiers',
          members.map(({ tier }) => tier),
          [],
          inWords,
        ),
      ],
      `The default VPC holds the ${inWords}`,
    );
  },
  fix: (vpc, { sh }) => ({
    cli: `${sh`aws ec2 create-vpc --region ${vpc.region}`} --cidr-block <block that no other network uses>`,
    terraform: 'aws_vpc with an aws_subnet per tier and zone',
    cloudformation: 'AWS::EC2::VPC with an AWS::EC2::Subnet per tier and zone',
    effect: 'Nothing moves by itself: the workload has to be built again in the new VPC.',
  }),
});
