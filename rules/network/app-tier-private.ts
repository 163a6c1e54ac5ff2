import { defineRule, type InternetRoute, Known, offenders, some, type View } from '#rule-kit';
import { few } from '../_lib/few.ts';
import { routeInWords } from '../_lib/nat-routes.ts';
import { keysOf } from '../_lib/tier-subnets.ts';

const leadsOut = ({ isDefault, leads }: InternetRoute) => isDefault && leads === 'internet';

export default defineRule({
  id: 'network.app-tier-private',
  title: 'Subnets of the app tier have no route to an internet gateway',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['app-tier-private'],
  references: ['wa:SEC05-BP01', 'config:SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED', 'securityhub:EC2.9'],
  why: 'In a public subnet one wrong setting of a template, service or security group puts the next server on the internet, past the load balancer and everything that guards it.',
  subject: 'ec2.vpc',
  reads: ['autoscaling.group'],
  topology: ['routing', 'subnetTiers'],
  subsumedBy: ['auto-scaling.private-subnets'],
  appliesTo: (vpc, { topology: { subnetTiers } }) => some(subnetTiers.subnetsOf('app', vpc), () => true),
  check(vpc, { fail, pass, referring, seeDerived, topology }) {
    const { routing, subnetTiers } = topology;
    const open = offenders(subnetTiers.subnetsOf('app', vpc), (subnet) => routing.isPublic(subnet));
    if (open === null) {
      const keys = keysOf([...subnetTiers.subnetsOf('app', vpc)]);
      return pass(seeDerived(vpc, 'publicAppSubnets', [], [], `no default route to an internet gateway in ${keys.join(', ')}`));
    }
    const inWords = (subnet: View<'ec2.subnet'>) => {
      const [way] = offenders(routing.internetRoutes(subnet), leadsOut) ?? [];
      return way === undefined ? subnet.key : `${subnet.key}: ${routeInWords(way, subnet, topology)}`;
    };
    const keys = keysOf(open);
    const groups = open.flatMap((subnet) => Known.from(() => referring('autoscaling.group', 'subnets', subnet)).items);
    return fail(
      seeDerived(vpc, 'publicAppSubnets', keys, [], open.map(inWords).join('; ')),
      `The app tier stands in public subnets: ${few(keys)}`,
      [...open, ...new Map(groups.map((group) => [group.key, group])).values()],
    );
  },
  fix: (vpc, { sh }) => ({
    cli: `${sh`aws ec2 create-subnet --region ${vpc.region} --vpc-id ${vpc.key}`} --availability-zone-id <zone> --cidr-block <free block>`,
    terraform: 'private aws_subnet per zone, whose aws_route_table leads to a NAT gateway or nowhere',
    cloudformation: 'private AWS::EC2::Subnet per zone, whose AWS::EC2::RouteTable leads to a NAT gateway or nowhere',
    effect:
      'Nothing moves by itself: groups and services replace their servers when they get the private subnets, which need a NAT gateway or endpoints for what the servers call.',
  }),
});
