import { type Context, defineRule, offenders, some, type View } from '#rule-kit';
import { few } from '../_lib/few.ts';
import { isGateway, leadsTo } from '../_lib/endpoints.ts';
import { keysOf } from '../_lib/tier-subnets.ts';

type Vpc = View<'ec2.vpc'>;
type Judging = Pick<Context<'ec2.vpc', 'ec2.vpc-endpoint', 'routing' | 'subnetTiers', never>, 'referring' | 'topology'>;

const isS3Gateway = (endpoint: View<'ec2.vpc-endpoint'>) => isGateway(endpoint) && leadsTo('s3', endpoint);

/** Private subnets of the app tier whose table no S3 gateway endpoint writes its route to. */
function left(vpc: Vpc, { referring, topology: { routing, subnetTiers } }: Judging) {
  const isServed = (tableKey: string) =>
    some(
      referring('ec2.vpc-endpoint', 'vpc', vpc),
      (endpoint) => isS3Gateway(endpoint) && endpoint.keysOf('routeTables').includes(tableKey),
    );
  return offenders(
    subnetTiers.subnetsOf('app', vpc),
    (subnet) => !routing.isPublic(subnet) && !isServed(routing.tableOf(subnet).table.key),
  );
}

export default defineRule({
  id: 'endpoints.s3-route',
  title: 'The S3 gateway endpoint serves the route table of every private app subnet',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['vpce-s3-route-associated'],
  references: ['wa:REL02-BP02', 'config:S3_VPC_ENDPOINT_ENABLED'],
  why: 'The endpoint works only for the tables it is associated with: one zone with a table of its own that was forgotten goes through NAT, or reaches neither S3 nor its images.',
  subject: 'ec2.vpc',
  reads: ['ec2.vpc-endpoint'],
  topology: ['routing', 'subnetTiers'],
  appliesTo: (vpc, { referring, topology: { subnetTiers } }) =>
    some(referring('ec2.vpc-endpoint', 'vpc', vpc), isS3Gateway) && some(subnetTiers.subnetsOf('app', vpc), () => true),
  check(vpc, context) {
    const { fail, pass, referring, seeDerived, topology } = context;
    const forgotten = left(vpc, context);
    if (forgotten === null) {
      const endpoints = [...referring('ec2.vpc-endpoint', 'vpc', vpc)].filter(isS3Gateway);
      const inWords = endpoints.map((endpoint) => `${endpoint.key} serves ${[...endpoint.keysOf('routeTables')].sort().join(', ')}`).sort();
      return pass(seeDerived(vpc, 'subnetsWithoutS3Route', [], [], inWords.join('; ')));
    }
    const tables = new Map(forgotten.map((subnet) => [topology.routing.tableOf(subnet).table.key, topology.routing.tableOf(subnet).table]));
    const inWords = forgotten.map((subnet) => `${subnet.key} uses ${topology.routing.tableOf(subnet).table.key}`);
    return fail(
      seeDerived(
        vpc,
        'subnetsWithoutS3Route',
        keysOf(forgotten),
        [],
        `${inWords.join('; ')}, with which no S3 gateway endpoint is associated`,
      ),
      `${few(keysOf(forgotten))} ${forgotten.length === 1 ? 'does' : 'do'} not use the S3 gateway endpoint`,
      [...tables.values()],
    );
  },
  fix(vpc, context) {
    const { referring, sh, topology } = context;
    const endpoint = [...referring('ec2.vpc-endpoint', 'vpc', vpc)].find(isS3Gateway);
    const tables = [...new Set((left(vpc, context) ?? []).map((subnet) => topology.routing.tableOf(subnet).table.key))];
    if (endpoint === undefined) return {};
    return {
      cli: `${sh`aws ec2 modify-vpc-endpoint --region ${vpc.region} --vpc-endpoint-id ${endpoint.key} --add-route-table-ids`} ${tables.map((key) => sh`${key}`).join(' ')}`,
      terraform: 'aws_vpc_endpoint.route_table_ids, or aws_vpc_endpoint_route_table_association, with the table of every private subnet',
      cloudformation: 'AWS::EC2::VPCEndpoint RouteTableIds with the table of every private subnet',
      effect:
        'Open connections to S3 break when the routes change. Bucket policies that name the addresses of NAT gateways must name the endpoint as well.',
    };
  },
});
