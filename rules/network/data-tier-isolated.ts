import { type Context, defineRule, type InternetRoute, offenders, some, Type, type View } from '#rule-kit';
import { destinationOption, routeInWords } from '../_lib/nat-routes.ts';

type Topology = Context<'ec2.vpc', never, 'routing' | 'subnetTiers', never>['topology'];
type Leads = readonly InternetRoute['leads'][];

function waysOf(subnet: View<'ec2.subnet'>, leads: Leads, { routing }: Topology): readonly InternetRoute[] {
  return offenders(routing.internetRoutes(subnet), (route) => leads.includes(route.leads)) ?? [];
}

/** Data subnets of the VPC with a route to public addresses that leads there in one of these ways. */
function open(vpc: View<'ec2.vpc'>, leads: Leads, topology: Topology) {
  return offenders(topology.subnetTiers.subnetsOf('data', vpc), (subnet) => waysOf(subnet, leads, topology).length > 0);
}

const keysOf = (subnets: readonly View<'ec2.subnet'>[]) => subnets.map(({ key }) => key).join(', ');

export default defineRule({
  id: 'network.data-tier-isolated',
  title: 'Subnets of databases and caches have no route to the internet',
  severity: 'high',
  invariants: ['data-tier-no-internet-route'],
  references: ['wa:SEC05-BP01', 'config:RDS_INSTANCE_SUBNET_IGW_CHECK', 'securityhub:RDS.46'],
  why: 'A data store needs no way out. With one, even through NAT, whoever gets in can carry the data away, and a failover can move the store to the open subnet.',
  params: Type.Object(
    {
      centralEgress: Type.Union([Type.Literal('unknown'), Type.Literal('fail'), Type.Literal('pass')], {
        default: 'unknown',
        description:
          'Verdict where public addresses are reached only through a transit gateway, an endpoint or another network that cannot be followed.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'ec2.vpc',
  reads: [],
  topology: ['routing', 'subnetTiers'],
  appliesTo: (vpc, { topology: { subnetTiers } }) => some(subnetTiers.subnetsOf('data', vpc), () => true),
  check(vpc, { params, topology, pass, fail, unknown, seeDerived }) {
    const { routing, subnetTiers } = topology;
    const seeing = (leads: Leads) => (subnet: View<'ec2.subnet'>) => {
      const ways = waysOf(subnet, leads, topology);
      const targets = ways.map(({ route }) => `${route.destination} to ${route.targetId ?? route.targetType}`);
      return seeDerived(subnet, 'internetRoutes', targets, [], ways.map((way) => routeInWords(way, subnet, topology)).join('; '));
    };
    const leaking = open(vpc, ['internet', 'egress'], topology);
    if (leaking !== null) {
      const [first, ...others] = leaking;
      const see = seeing(['internet', 'egress']);
      const tables = leaking.map((subnet) => routing.tableOf(subnet).table);
      return fail([see(first), ...others.map(see)], `The data tier can reach the internet from ${keysOf(leaking)}`, tables);
    }
    const central = params.centralEgress === 'pass' ? null : open(vpc, ['central'], topology);
    if (central !== null) {
      const [first, ...others] = central;
      const see = seeing(['central']);
      const note = `The data tier can leave the VPC for public addresses from ${keysOf(central)}`;
      if (params.centralEgress === 'fail') return fail([see(first), ...others.map(see)], note);
      return unknown('no-evidence', `${note}, and what lies behind cannot be followed from here`, see(first), ...others.map(see));
    }
    const subnets = [...subnetTiers.subnetsOf('data', vpc)].map(({ key }) => key);
    return pass(seeDerived(vpc, 'dataSubnets', subnets, null, 'none of them has a route to public addresses that leads anywhere'));
  },
  fix(vpc, { topology, sh }) {
    const leads: Leads = open(vpc, ['internet', 'egress'], topology) === null ? ['central'] : ['internet', 'egress'];
    const ways = (open(vpc, leads, topology) ?? []).flatMap((subnet) => waysOf(subnet, leads, topology));
    const commands = ways.map(
      (way) =>
        sh`aws ec2 delete-route --region ${vpc.region} --route-table-id ${way.table.key} ` +
        destinationOption(way) +
        sh` ${way.route.destination}`,
    );
    return {
      cli: [...new Set(commands)].join(' && '),
      terraform: 'an aws_route_table without aws_route for the data subnets alone',
      cloudformation: 'an AWS::EC2::RouteTable without AWS::EC2::Route for the data subnets alone',
      effect: 'None for queries. Where other subnets use the same table, give the data subnets a table of their own instead.',
    };
  },
});
