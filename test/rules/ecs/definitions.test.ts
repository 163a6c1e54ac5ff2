import awsvpc from '../../../rules/ecs/awsvpc.ts';
import imageImmutable from '../../../rules/ecs/image-immutable.ts';
import logging from '../../../rules/ecs/logging.ts';
import noPlaintextSecrets from '../../../rules/ecs/no-plaintext-secrets.ts';
import rolesSeparate from '../../../rules/ecs/roles-separate.ts';
import targetPort from '../../../rules/ecs/target-port.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const definitionArn = 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:7';
const service = (overrides: Override<'ecs.service'> = {}) => node('ecs.service', 'shop/web', overrides, { name: 'web' });
const definition = (overrides: Override<'ecs.task-definition'> = {}) => node('ecs.task-definition', definitionArn, overrides);
const of = (overrides: Override<'ecs.task-definition'>) => world(service(), definition(overrides));
const fact = (name: string) => `${definitionArn}.${name}`;
const refused = denied('ecs:DescribeTaskDefinition');

type Container = Facts<'ecs.task-definition'>['containers'][number];
const container = (overrides: Partial<Container> = {}): Container => ({
  containerName: 'web',
  image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1.2.3',
  essential: true,
  portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
  environment: [{ variable: 'LOG_LEVEL', secretPattern: null }],
  secretNames: ['DB_PASSWORD'],
  logDriver: 'awslogs',
  hasHealthCheck: true,
  stopTimeoutSeconds: null,
  ...overrides,
});
const gone = {
  'a service that is draining': { world: world(service({ status: 'DRAINING' }), definition()) },
  'a service that was deleted': { world: world(service({ status: 'INACTIVE' }), definition()) },
};

ruleCases(awsvpc, {
  pass: { 'an interface of its own': { world: of({}), evidence: [fact('networkMode')] } },
  fail: {
    'the bridge of the instance': { world: of({ networkMode: 'bridge' }), evidence: [fact('networkMode')], related: [definitionArn] },
    'nothing said, which is the bridge': { world: of({ networkMode: null }), evidence: [fact('networkMode')] },
    'the network of the instance': { world: of({ networkMode: 'host' }), evidence: [fact('networkMode')] },
  },
  unknown: {
    'a definition that is not described': { world: of({ networkMode: refused }), gaps: ['denied ecs:DescribeTaskDefinition'] },
    'a service that names none': { world: world(service({ taskDefinition: null })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    ...gone,
    'a daemon': { world: world(service({ schedulingStrategy: 'DAEMON' }), definition({ networkMode: 'host' })) },
    'tasks outside of AWS': { world: world(service({ launchType: 'EXTERNAL', network: null }), definition({ networkMode: 'bridge' })) },
  },
});

ruleCases(rolesSeparate, {
  pass: {
    'two roles': { world: of({}), evidence: [fact('taskRole'), fact('executionRole')] },
    'no role for the containers': { world: of({ taskRole: null }), evidence: [fact('taskRole')] },
    'no role that starts them': { world: of({ executionRole: null }), evidence: [fact('taskRole'), fact('executionRole')] },
  },
  fail: {
    'one role for both': { world: of({ executionRole: 'arn:aws:iam::111111111111:role/web-task' }), evidence: [fact('taskRole')] },
    'one role for both, written in two ways': { world: of({ executionRole: 'web-task' }), evidence: [fact('taskRole')] },
  },
  unknown: {
    'a definition that is not described': {
      world: of({ taskRole: refused, executionRole: refused }),
      gaps: ['denied ecs:DescribeTaskDefinition'],
    },
  },
  notApplicable: gone,
});

ruleCases(noPlaintextSecrets, {
  pass: {
    'references, and settings that are none': { world: of({}), evidence: [fact('secretVariables')] },
    'no variables at all': { world: of({ containers: [container({ environment: [] })] }), evidence: [fact('secretVariables')] },
  },
  fail: {
    'a key in one of the containers': {
      world: of({
        containers: [
          container(),
          container({ containerName: 'agent', environment: [{ variable: 'DD_API_KEY', secretPattern: 'literal value' }] }),
        ],
      }),
      evidence: [fact('secretVariables')],
      related: [definitionArn],
    },
  },
  unknown: { 'a definition that is not described': { world: of({ containers: refused }), gaps: ['denied ecs:DescribeTaskDefinition'] } },
  notApplicable: gone,
});

ruleCases(logging, {
  pass: { 'a driver for each': { world: of({}), evidence: [fact('containersWithoutLogs')] } },
  fail: {
    'no driver': { world: of({ containers: [container({ logDriver: null })] }), evidence: [fact('containersWithoutLogs')] },
    'a driver that drops everything': {
      world: of({ containers: [container(), container({ containerName: 'agent', logDriver: 'none' })] }),
      evidence: [fact('containersWithoutLogs')],
    },
  },
  unknown: { 'a definition that is not described': { world: of({ containers: refused }), gaps: ['denied ecs:DescribeTaskDefinition'] } },
  notApplicable: gone,
});

const targetGroupArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1';
const targetGroup = (overrides: Override<'elbv2.target-group'> = {}) =>
  node('elbv2.target-group', targetGroupArn, { targetType: 'ip', ...overrides });

ruleCases(targetPort, {
  pass: {
    'one port everywhere': { world: world(service(), definition(), targetGroup()), evidence: ['loadBalancers'] },
    'a target group that is gone': { world: world(service(), definition()), evidence: ['loadBalancers'] },
  },
  fail: {
    'a target group for another port': {
      world: world(service(), definition(), targetGroup({ port: 80 })),
      evidence: [`${targetGroupArn}.port`],
    },
    'a port that no container maps': {
      world: world(service(), definition({ containers: [container({ portMappings: [] })] }), targetGroup()),
      evidence: ['containerPort'],
    },
    'a container that is not there': {
      world: world(service(), definition({ containers: [container({ containerName: 'app' })] }), targetGroup({ port: 80 })),
      evidence: ['containerPort', `${targetGroupArn}.port`],
    },
  },
  unknown: {
    'a definition that is not described': {
      world: world(service(), definition({ containers: refused }), targetGroup()),
      gaps: ['denied ecs:DescribeTaskDefinition'],
    },
  },
  notApplicable: {
    ...gone,
    'tasks on the network of their instance': { world: world(service({ network: null }), definition(), targetGroup({ port: 80 })) },
    'no load balancer': { world: world(service({ loadBalancers: [], targetGroups: [] }), definition()) },
    'a classic load balancer': {
      world: world(
        service({
          loadBalancers: [
            {
              targetGroupArn: null,
              loadBalancerName: 'old',
              containerName: 'web',
              containerPort: 80,
              alternateTargetGroupArn: null,
              productionListenerRule: null,
              testListenerRule: null,
            },
          ],
        }),
        definition(),
      ),
    },
  },
});

const digest = `@sha256:${'0123456789abcdef'.repeat(4)}`;
const image = (name: string) => definition({ containers: [container({ image: name })] });
const repository = (overrides: Override<'ecr.repository'> = {}) => node('ecr.repository', 'shop/web', overrides);

ruleCases(imageImmutable, {
  pass: {
    'a digest, from wherever': { world: world(service(), image(`public.ecr.aws/nginx/nginx:1${digest}`)), evidence: [fact('images')] },
    'a tag that stays': { world: world(service(), image(container().image), repository()), evidence: [fact('images')] },
    'a sidecar that is not essential': {
      world: world(
        service(),
        definition({ containers: [container(), container({ containerName: 'agent', image: 'agent', essential: false })] }),
        repository(),
      ),
      evidence: [fact('images')],
    },
  },
  fail: {
    'a tag that moves': {
      world: world(service(), image(container().image), repository({ tagMutability: 'MUTABLE' })),
      evidence: [fact('images')],
      related: [definitionArn, 'shop/web'],
    },
    'a registry of others': { world: world(service(), image('nginx:1.27')), evidence: [fact('images')], related: [definitionArn] },
    'a repository that was deleted': { world: world(service(), image(container().image)), evidence: [fact('images')] },
    'one that moves among one that cannot be seen': {
      world: world(
        service(),
        definition({
          containers: [container({ image: 'nginx' }), container({ image: '222222222222.dkr.ecr.eu-west-1.amazonaws.com/base:1' })],
        }),
      ),
      evidence: [fact('images')],
    },
  },
  unknown: {
    'a repository of another account': {
      world: world(service(), image('222222222222.dkr.ecr.eu-west-1.amazonaws.com/base:1')),
      gaps: ['cross-account'],
    },
    'a repository of another region': {
      world: world(service(), image('111111111111.dkr.ecr.us-east-1.amazonaws.com/base:1')),
      gaps: ['no-evidence'],
    },
    'repositories that cannot be listed': {
      world: worldWithGaps({ 'ecr.repository': denied('ecr:DescribeRepositories') }, service(), image(container().image)),
      gaps: ['denied ecr:DescribeRepositories'],
    },
  },
  notApplicable: gone,
});
