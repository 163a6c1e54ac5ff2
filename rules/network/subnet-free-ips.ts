import { defineRule, Type } from '#rule-kit';
import { balance } from '../_lib/address-balance.ts';
import { countsInstances } from '../_lib/capacity-units.ts';
import { subnetsByZone } from '../_lib/group-zones.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';

export default defineRule({
  id: 'network.subnet-free-ips',
  title: 'Subnets have addresses for everything a group may still launch, also when a zone is lost',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['subnet-free-ips'],
  references: ['wa:REL02-BP03', 'wa:REL11-BP05'],
  why: 'When a zone fails the group launches its capacity anew in the others: where their addresses run out, launches fail in the hour they are needed most.',
  params: Type.Object(
    {
      addressesPerInstance: Type.Integer({
        default: 1,
        minimum: 1,
        description: 'Addresses that an instance takes from its subnet; more where containers get addresses of their own (Amazon VPC CNI).',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: ['ec2.subnet'],
  topology: ['zones'],
  appliesTo: (group) => isJudgedGroup(group),
  check(group, context) {
    const { fail, params, pass, seeDerived, unknown } = context;
    const byZone = subnetsByZone(group, context);
    if (byZone.size === 0) return unknown('no-evidence', 'none of its subnets is in an Availability Zone');
    const others = (lost: string) => [...byZone].flatMap(([zone, subnets]) => (zone === lost ? [] : subnets));
    const cases =
      byZone.size === 1
        ? [balance(group, null, [...byZone.values()].flat(), params.addressesPerInstance)]
        : [...byZone.keys()].map((lost) => balance(group, lost, others(lost), params.addressesPerInstance));
    const [worst] = cases.sort((a, b) => a.free - a.needed - (b.free - b.needed));
    if (worst === undefined) return unknown('no-evidence', 'none of its subnets is known');
    const evidence = seeDerived(group, 'freeAddresses', worst.free, `at least ${worst.needed}`, worst.how);
    if (worst.free >= worst.needed) return pass(evidence);
    if (!countsInstances(group)) return unknown('no-evidence', `its maximum of ${group.maxSize} is not counted in instances`, evidence);
    const when = worst.lost === null ? 'Can' : `Without ${worst.lost} it can`;
    return fail(
      evidence,
      `${when} launch only ${Math.floor(worst.free / params.addressesPerInstance)} of ${worst.needed / params.addressesPerInstance} instances: the subnets have no more addresses`,
    );
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws autoscaling update-auto-scaling-group --region ${group.region} --auto-scaling-group-name ${group.key}`} --vpc-zone-identifier <the same subnets and a larger one in each zone>`,
    terraform: 'aws_vpc_ipv4_cidr_block_association, and a larger aws_subnet per zone',
    cloudformation: 'AWS::EC2::VPCCidrBlock, and a larger AWS::EC2::Subnet per zone',
    effect: 'None for what runs: a subnet cannot grow, so further ones are added and used by what is launched next.',
  }),
});
