import { anyOf, type Context, defineRule, type InternetRoute, Known, some, undecidable, type View } from '#rule-kit';
import { routeInWords } from '../_lib/nat-routes.ts';

type Subnet = View<'ec2.subnet'>;
type Judging = Pick<Context<'ec2.subnet', 'elbv2.load-balancer', 'routing', never>, 'referring' | 'topology'>;

const namesGateway = ({ isDefault, route }: InternetRoute) => isDefault && route.targetType === 'internet-gateway';

function* facing(subnet: Subnet, { referring }: Judging): Generator<View<'elbv2.load-balancer'>, void, undefined> {
  for (const balancer of referring('elbv2.load-balancer', 'subnets', subnet)) {
    if (balancer.scheme === 'internet-facing' && balancer.loadBalancerType !== 'gateway' && balancer.state !== 'failed') yield balancer;
  }
}

/** Whether VPC Block Public Access stops what the routes let through: for a load balancer it is enough that nobody may come in. */
function isBlocked(subnet: Subnet, judging: Judging): boolean {
  const mode = subnet.internetGatewayBlockMode;
  if (mode === null || mode === 'off') return false;
  if (mode === 'block-bidirectional') return true;
  if (mode === 'block-ingress') return some(facing(subnet, judging), () => true);
  return undecidable(subnet, 'unsupported', `the block mode ${mode} of ${subnet.key} is not understood`);
}

export default defineRule({
  id: 'network.public-subnet-route',
  title: 'Public subnets have a default route to an internet gateway that works',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['public-subnet-igw-route'],
  references: ['wa:REL02-BP01'],
  why: 'A node of a load balancer in a subnet without that route is given to clients by DNS and never answers: a part of all requests times out.',
  subject: 'ec2.subnet',
  reads: ['ec2.route-table', 'ec2.vpc', 'elbv2.load-balancer'],
  topology: ['routing'],
  subsumedBy: ['network.internet-gateway-attached', 'load-balancer.internet-facing-in-public-subnets', 'network.nat-in-public-subnet'],
  appliesTo: (subnet, context) =>
    anyOf(
      () => some(facing(subnet, context), () => true),
      () => some(context.topology.routing.internetRoutes(subnet), namesGateway),
    ),
  check(subnet, context) {
    const { fail, pass, see, seeDerived, topology } = context;
    const { routing } = topology;
    const balancers = Known.from(() => facing(subnet, context)).items;
    const related = [...balancers, ...Known.from(() => [subnet.vpc]).items];
    const { items: known } = Known.from(() => routing.internetRoutes(subnet));
    const defaults = known.filter(({ isDefault }) => isDefault);
    const inWords = defaults.map(
      (way) => `${routeInWords(way, subnet, topology)}${way.route.state === 'active' ? '' : ` (${way.route.state})`}`,
    );
    const { key: tableKey } = routing.tableOf(subnet).table;
    const targets = defaults.map(({ route }) => route.targetId ?? route.targetType);
    const seen = seeDerived(
      subnet,
      'defaultRoute',
      targets,
      'an internet gateway',
      inWords.join('; ') || `${tableKey} has no default route`,
    );
    if (!routing.isPublic(subnet))
      return fail(seen, `Nothing in it reaches the internet: ${inWords.join('; ') || `${tableKey} has no default route`}`, related);
    if (!isBlocked(subnet, context)) return pass(seen);
    const note = 'VPC Block Public Access stops what its route to the internet gateway lets through';
    return fail(see(subnet, 'internetGatewayBlockMode', 'off'), note, related);
  },
  fix(subnet, { topology: { routing }, sh }) {
    const { table } = routing.tableOf(subnet);
    const verb = table.routes.some(({ destination }) => destination === '0.0.0.0/0') ? 'replace-route' : 'create-route';
    return {
      cli: `aws ec2 ${verb}${sh` --region ${subnet.region} --route-table-id ${table.key} --destination-cidr-block ${'0.0.0.0/0'}`} --gateway-id <internet gateway of the VPC>`,
      terraform: 'aws_route with destination_cidr_block = "0.0.0.0/0" and gateway_id',
      cloudformation: 'AWS::EC2::Route with DestinationCidrBlock 0.0.0.0/0 and GatewayId',
      effect: 'Immediate. Where private subnets use the same table, give the public ones a table of their own first.',
    };
  },
});
