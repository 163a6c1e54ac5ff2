import { defineRule, some } from '#rule-kit';
import { leadsTo } from '../_lib/endpoints.ts';

export default defineRule({
  id: 'endpoints.s3-gateway',
  title: 'VPCs with a private app tier reach S3 through an endpoint',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['vpce-s3-gateway'],
  references: ['wa:SEC05-BP02', 'config:S3_VPC_ENDPOINT_ENABLED'],
  why: 'Without it every object, and every layer of an image from ECR, goes through NAT gateways or not at all: their failure and their limits become those of S3. A gateway endpoint costs nothing.',
  subject: 'ec2.vpc',
  reads: ['ec2.vpc-endpoint'],
  topology: ['routing', 'subnetTiers'],
  // Endpoints belong to whoever owns the VPC, and only there can they be seen.
  appliesTo: (vpc, { topology: { routing, subnetTiers } }) =>
    vpc.ownerId === vpc.account && some(subnetTiers.subnetsOf('app', vpc), (subnet) => !routing.isPublic(subnet)),
  check(vpc, { fail, pass, referring, seeDerived }) {
    const endpoints = () => referring('ec2.vpc-endpoint', 'vpc', vpc);
    const expected = 'a gateway endpoint for S3';
    if (some(endpoints(), (endpoint) => leadsTo('s3', endpoint)))
      return pass(seeDerived(vpc, 'hasS3Endpoint', true, true, `${expected}, or an interface endpoint in its place, is in service`));
    const known = [...endpoints()].map(({ key, serviceName, state }) => `${key} for ${serviceName ?? 'no service'} (${state})`).sort();
    return fail(
      seeDerived(vpc, 'endpoints', known, expected, known.length === 0 ? 'the VPC has no endpoint' : 'none of them leads to S3'),
      'What the app tier reads from S3 leaves the VPC through its NAT gateways, or does not arrive',
    );
  },
  fix: (vpc, { sh }) => ({
    cli: `${sh`aws ec2 create-vpc-endpoint --region ${vpc.region} --vpc-id ${vpc.key} --service-name ${`com.amazonaws.${vpc.region}.s3`} --vpc-endpoint-type Gateway`} --route-table-ids <tables of the private subnets>`,
    terraform: 'aws_vpc_endpoint with vpc_endpoint_type = "Gateway" and route_table_ids',
    cloudformation: 'AWS::EC2::VPCEndpoint with VpcEndpointType: Gateway and RouteTableIds',
    effect:
      'Open connections to S3 break when the routes change. Bucket policies that name the addresses of NAT gateways must name the endpoint instead.',
  }),
});
