import gatewayRule from '../../../rules/endpoints/s3-gateway.ts';
import routeRule from '../../../rules/endpoints/s3-route.ts';
import { mainTable, sharedSubnet, table, toInternet, toNat, vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const web = node('autoscaling.group', 'web');
const subnets = [vpc(), subnet('app', 'a'), subnet('app', 'b')];
const tables = [
  table('rtb-a', ['subnet-app-a'], [toNat('nat-a')]),
  table('rtb-b', ['subnet-app-b'], [toNat('nat-a')]),
  node('ec2.nat-gateway', 'nat-a'),
];
const endpoint = (overrides: Override<'ec2.vpc-endpoint'> = {}, key = 'vpce-1') =>
  node('ec2.vpc-endpoint', key, { routeTables: ['rtb-a', 'rtb-b'], ...overrides });
const service = (name: string) => ({ serviceName: `com.amazonaws.eu-west-1.${name}` });
const has = ['hasS3Endpoint'];
const listed = ['endpoints'];

ruleCases(gatewayRule, {
  pass: {
    'a gateway endpoint': { world: world(...subnets, ...tables, web, endpoint()), evidence: has },
    'an interface endpoint in its place': {
      world: world(...subnets, ...tables, web, endpoint({ endpointType: 'Interface' })),
      evidence: has,
    },
    'a state in the case of the SDK': { world: world(...subnets, ...tables, web, endpoint({ state: 'Available' })), evidence: has },
    'a VPC in China': {
      world: world(...subnets, ...tables, web, endpoint({ serviceName: 'cn.com.amazonaws.eu-west-1.s3' })),
      evidence: has,
    },
  },
  fail: {
    'no endpoint': { world: world(...subnets, ...tables, web), evidence: listed },
    'an endpoint for DynamoDB': { world: world(...subnets, ...tables, web, endpoint(service('dynamodb'))), evidence: listed },
    'an endpoint for S3 Tables': { world: world(...subnets, ...tables, web, endpoint(service('s3tables'))), evidence: listed },
    'an endpoint without a service name': { world: world(...subnets, ...tables, web, endpoint({ serviceName: null })), evidence: listed },
    'an endpoint in another VPC': { world: world(...subnets, ...tables, web, endpoint({ vpc: 'vpc-2' })), evidence: listed },
    'an endpoint that has failed': { world: world(...subnets, ...tables, web, endpoint({ state: 'failed' })), evidence: listed },
  },
  unknown: {
    'endpoints cannot be listed': {
      world: worldWithGaps({ 'ec2.vpc-endpoint': denied('ec2:DescribeVpcEndpoints') }, ...subnets, ...tables, web),
      gaps: ['denied ec2:DescribeVpcEndpoints'],
    },
    'an endpoint that is being created': {
      world: world(...subnets, ...tables, web, endpoint({ state: 'pending' })),
      gaps: ['transitional'],
    },
    'a state that is new': { world: world(...subnets, ...tables, web, endpoint({ state: 'resting' })), gaps: ['unsupported'] },
  },
  notApplicable: {
    'an app tier in public subnets': { world: world(...subnets, mainTable('rtb-main', [toInternet()]), web) },
    'a VPC in which nothing computes': { world: world(...subnets, ...tables) },
    'a VPC that another account shares': { world: world(vpc({ ownerId: '222222222222' }), sharedSubnet('app', 'a'), web) },
  },
});

const seen = ['subnetsWithoutS3Route'];

ruleCases(routeRule, {
  pass: {
    'every table': { world: world(...subnets, ...tables, web, endpoint()), evidence: seen },
    'two endpoints, each with the tables of a zone': {
      world: world(...subnets, ...tables, web, endpoint({ routeTables: ['rtb-a'] }), endpoint({ routeTables: ['rtb-b'] }, 'vpce-2')),
      evidence: seen,
    },
    'the main table, used without an association': {
      world: world(...subnets, mainTable('rtb-main', []), web, endpoint({ routeTables: ['rtb-main'] })),
      evidence: seen,
    },
    'public app subnets, which need no endpoint': {
      world: world(...subnets, mainTable('rtb-main', [toInternet()]), web, endpoint()),
      evidence: seen,
    },
  },
  fail: {
    'one zone whose table was forgotten': {
      world: world(...subnets, ...tables, web, endpoint({ routeTables: ['rtb-a'] })),
      evidence: seen,
      related: ['rtb-b'],
    },
    'no table at all': { world: world(...subnets, ...tables, web, endpoint({ routeTables: [] })), evidence: seen },
    'isolated subnets that use the main table': {
      world: world(...subnets, mainTable('rtb-main', []), web, endpoint()),
      evidence: seen,
      related: ['rtb-main'],
    },
  },
  unknown: {
    'route tables cannot be listed': {
      world: worldWithGaps({ 'ec2.route-table': denied('ec2:DescribeRouteTables') }, ...subnets, web, endpoint()),
      gaps: ['denied ec2:DescribeRouteTables'],
    },
    'an endpoint with the other tables that is being created': {
      world: world(
        ...subnets,
        ...tables,
        web,
        endpoint({ routeTables: ['rtb-a'] }),
        endpoint({ routeTables: ['rtb-b'], state: 'pending' }, 'vpce-2'),
      ),
      gaps: ['transitional'],
    },
  },
  notApplicable: {
    'no S3 endpoint': { world: world(...subnets, ...tables, web) },
    'an interface endpoint, which needs no route': {
      world: world(...subnets, ...tables, web, endpoint({ endpointType: 'Interface', routeTables: [] })),
    },
    'a VPC in which nothing computes': { world: world(...subnets, ...tables, endpoint({ routeTables: [] })) },
  },
});
