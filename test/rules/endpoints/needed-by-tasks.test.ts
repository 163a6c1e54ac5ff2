import rule from '../../../rules/endpoints/needed-by-tasks.ts';
import { mainTable, route, sharedSubnet, toInternet, toNat, vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

type TaskContainer = Facts<'ecs.task-definition'>['containers'][number];

const definitionArn = 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:7';
const ecr = '111111111111.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3';
const container = (overrides: Partial<TaskContainer> = {}): TaskContainer => ({
  containerName: 'web',
  image: ecr,
  essential: true,
  portMappings: [],
  environment: [],
  secretNames: ['DB_PASSWORD'],
  logDriver: 'awslogs',
  hasHealthCheck: true,
  stopTimeoutSeconds: null,
  ...overrides,
});
const definition = (...containers: readonly TaskContainer[]) => node('ecs.task-definition', definitionArn, { containers });
const service = (overrides: Override<'ecs.service'> = {}) => node('ecs.service', 'shop/web', overrides);
const place = [vpc(), subnet('app', 'a'), subnet('app', 'b'), node('ecs.cluster', 'shop')];
const isolated = mainTable('rtb-main', []);
const gateway = (overrides: Override<'ec2.vpc-endpoint'> = {}) =>
  node('ec2.vpc-endpoint', 'vpce-s3', { routeTables: ['rtb-main'], ...overrides });
const endpoint = (name: string, overrides: Override<'ec2.vpc-endpoint'> = {}) =>
  node('ec2.vpc-endpoint', `vpce-${name}`, {
    endpointType: 'Interface',
    serviceName: `com.amazonaws.eu-west-1.${name}`,
    privateDnsEnabled: true,
    ...overrides,
  });
const registry = [endpoint('ecr.api'), endpoint('ecr.dkr'), gateway()];
const all = [...registry, endpoint('logs'), endpoint('secretsmanager')];
const stack = [...place, isolated, service(), definition(container())];
const seen = ['missingEndpoints'];

ruleCases(rule, {
  pass: {
    'every endpoint': { world: world(...stack, ...all), evidence: seen },
    'secrets from Parameter Store': { world: world(...stack, ...registry, endpoint('logs'), endpoint('ssm')), evidence: seen },
    'S3 through an interface endpoint': {
      world: world(...stack, ...all.filter(({ key }) => key !== 'vpce-s3'), endpoint('s3')),
      evidence: seen,
    },
    'an image and a log that call nothing of AWS': {
      world: world(
        ...place,
        isolated,
        service(),
        definition(container({ image: 'registry.example/web:1', logDriver: 'fluentd', secretNames: [] })),
      ),
      evidence: seen,
    },
    'Fargate by strategy': {
      world: world(
        ...place,
        isolated,
        service({ launchType: null, capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }] }),
        definition(container()),
        ...all,
      ),
      evidence: seen,
    },
  },
  fail: {
    'no endpoint, and Fargate as the cluster has it': {
      world: world(
        vpc(),
        subnet('app', 'a'),
        subnet('app', 'b'),
        node('ecs.cluster', 'shop', { defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }] }),
        isolated,
        service({ launchType: null }),
        definition(container()),
      ),
      evidence: seen,
    },
    'no endpoint': { world: world(...stack), evidence: seen, related: ['subnet-app-a', 'subnet-app-b'] },
    'no endpoint for the layers of the image': { world: world(...stack, ...all.filter(({ key }) => key !== 'vpce-s3')), evidence: seen },
    'an S3 endpoint that serves other tables': {
      world: world(...stack, ...all.filter(({ key }) => key !== 'vpce-s3'), gateway({ routeTables: ['rtb-other'] })),
      evidence: seen,
    },
    'no endpoint for the registry': { world: world(...stack, ...all.filter(({ key }) => key !== 'vpce-ecr.dkr')), evidence: seen },
    'no endpoint for the log': { world: world(...stack, ...all.filter(({ key }) => key !== 'vpce-logs')), evidence: seen },
    'no endpoint for secrets': { world: world(...stack, ...all.filter(({ key }) => key !== 'vpce-secretsmanager')), evidence: seen },
    'an endpoint that has failed': {
      world: world(...stack, ...all.filter(({ key }) => key !== 'vpce-logs'), endpoint('logs', { state: 'failed' })),
      evidence: seen,
    },
    'endpoints in another VPC': {
      world: world(...stack, ...registry, endpoint('logs', { vpc: 'vpc-2' }), endpoint('ssm')),
      evidence: seen,
    },
    'a second container': {
      world: world(
        ...place,
        isolated,
        service(),
        definition(container({ secretNames: [] }), container({ containerName: 'agent', image: 'agent:1' })),
        ...registry,
        endpoint('logs'),
      ),
      evidence: seen,
    },
  },
  unknown: {
    'endpoints cannot be listed': {
      world: worldWithGaps({ 'ec2.vpc-endpoint': denied('ec2:DescribeVpcEndpoints') }, ...stack),
      gaps: ['denied ec2:DescribeVpcEndpoints'],
    },
    'a transit gateway, behind which endpoints may stand': {
      world: world(...place, mainTable('rtb-main', [route('10.0.0.0/8', 'transit-gateway', 'tgw-1')]), service(), definition(container())),
      gaps: ['no-evidence'],
    },
    'an endpoint that is being created': {
      world: world(...stack, ...all.filter(({ key }) => key !== 'vpce-logs'), endpoint('logs', { state: 'pending' })),
      gaps: ['transitional'],
    },
    'subnets that another account shares': {
      world: world(
        vpc(),
        sharedSubnet('app', 'a'),
        sharedSubnet('app', 'b'),
        node('ecs.cluster', 'shop'),
        service(),
        definition(container()),
      ),
      gaps: ['cross-account'],
    },
  },
  notApplicable: {
    'subnets behind NAT': {
      world: world(...place, mainTable('rtb-main', [toNat('nat-a')]), node('ec2.nat-gateway', 'nat-a'), service(), definition(container())),
    },
    'public subnets': { world: world(...place, mainTable('rtb-main', [toInternet()]), service(), definition(container())) },
    'central egress': {
      world: world(...place, mainTable('rtb-main', [route('0.0.0.0/0', 'transit-gateway', 'tgw-1')]), service(), definition(container())),
    },
    'tasks on instances, which pull for them': {
      world: world(...place, isolated, service({ launchType: 'EC2' }), definition(container())),
    },
    'a service scaled to zero': { world: world(...place, isolated, service({ desiredCount: 0 }), definition(container())) },
    'a service that is being deleted': { world: world(...place, isolated, service({ status: 'DRAINING' }), definition(container())) },
  },
});
