import blueGreen from '../../../rules/ecs/blue-green.ts';
import containerInsights from '../../../rules/ecs/container-insights.ts';
import noPublicIp from '../../../rules/ecs/no-public-ip.ts';
import platformVersion from '../../../rules/ecs/platform-version.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world } from '../../kit/world.ts';

const service = (overrides: Override<'ecs.service'> = {}) => node('ecs.service', 'shop/web', overrides, { name: 'web' });
const cluster = (overrides: Override<'ecs.cluster'> = {}) => node('ecs.cluster', 'shop', overrides);
const only = (overrides: Override<'ecs.service'>) => world(service(overrides));
const refused = denied('ecs:DescribeServices');

ruleCases(noPublicIp, {
  pass: {
    'no public address': { world: only({}), evidence: ['network'] },
    'nothing said, which is none': { world: only({ network: { assignPublicIp: null } }), evidence: ['network'] },
  },
  fail: {
    'a public address': { world: only({ network: { assignPublicIp: 'ENABLED' } }), evidence: ['network'] },
    'a public address once tasks start again': {
      world: only({ desiredCount: 0, network: { assignPublicIp: 'ENABLED' } }),
      evidence: ['network'],
    },
  },
  unknown: {
    'a setting that is new': { world: only({ network: { assignPublicIp: 'SOMETIMES' } }), gaps: ['unsupported'] },
    'a service that is not described': { world: only({ network: refused }), gaps: ['denied ecs:DescribeServices'] },
  },
  notApplicable: {
    'tasks on the network of their instance': { world: only({ network: null }) },
    'a service that is draining': { world: only({ status: 'DRAINING', network: { assignPublicIp: 'ENABLED' } }) },
  },
});

const on = (version: string | null, overrides: Override<'ecs.service'> = {}) =>
  world(cluster(), service({ platformVersion: version, ...overrides }));

ruleCases(platformVersion, {
  pass: {
    'the latest': { world: on('LATEST'), evidence: ['platformVersion'] },
    'nothing said, which is the latest': { world: on(null), evidence: ['platformVersion'] },
    'a number that is current': { world: on('1.4.0'), params: { requirePinned: true }, evidence: ['platformVersion'] },
    'a number of tomorrow': { world: on('1.10.0'), evidence: ['platformVersion'] },
  },
  fail: {
    'a number that is outdated': { world: on('1.3.0'), evidence: ['platformVersion'] },
    'the latest where a number is asked for': { world: on('LATEST'), params: { requirePinned: true }, evidence: ['platformVersion'] },
  },
  unknown: {
    'a version that is new': { world: on('2 GA'), gaps: ['unsupported'] },
    'a cluster that does not tell its default': {
      world: world(cluster({ defaultCapacityProviderStrategy: denied('ecs:DescribeClusters') }), service({ launchType: null })),
      gaps: ['denied ecs:DescribeClusters'],
    },
  },
  notApplicable: {
    instances: { world: on(null, { launchType: 'EC2' }) },
    'Windows, which counts apart': { world: on('1.0.0', { platformFamily: 'Windows_Server_2022_Core' }) },
    'a service that was deleted': { world: on('1.3.0', { status: 'INACTIVE' }) },
  },
});

ruleCases(containerInsights, {
  pass: {
    'switched on': { world: world(cluster()), evidence: ['containerInsights'] },
    'switched on, the better kind': { world: world(cluster({ containerInsights: 'enhanced' })), evidence: ['containerInsights'] },
  },
  fail: { 'switched off': { world: world(cluster({ containerInsights: 'disabled' })), evidence: ['containerInsights'] } },
  unknown: {
    'nothing said': { world: world(cluster({ containerInsights: null })), gaps: ['no-evidence'] },
    'a setting that is new': { world: world(cluster({ containerInsights: 'blinding' })), gaps: ['unsupported'] },
    'a cluster that is not described': {
      world: world(cluster({ containerInsights: denied('ecs:DescribeClusters') })),
      gaps: ['denied ecs:DescribeClusters'],
    },
  },
  notApplicable: {
    'a cluster without services': { world: world(cluster({ activeServicesCount: 0, containerInsights: 'disabled' })) },
    'a cluster that was deleted': { world: world(cluster({ status: 'INACTIVE', containerInsights: 'disabled' })) },
  },
});

const registration = {
  targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1',
  loadBalancerName: null,
  containerName: 'web',
  containerPort: 8080,
  alternateTargetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/green/1',
  productionListenerRule: 'arn:production',
  testListenerRule: 'arn:test',
};

ruleCases(blueGreen, {
  pass: {
    CodeDeploy: { world: only({ deploymentController: 'CODE_DEPLOY', deploymentStrategy: null }), evidence: ['deploymentController'] },
    'blue/green with a test listener': {
      world: only({ deploymentStrategy: 'BLUE_GREEN', loadBalancers: [registration] }),
      evidence: ['deploymentStrategy', 'loadBalancers'],
    },
  },
  fail: {
    'rolling deployments': { world: only({}), evidence: ['deploymentStrategy'] },
    'blue/green that nobody can try': {
      world: only({ deploymentStrategy: 'BLUE_GREEN', loadBalancers: [{ ...registration, testListenerRule: null }] }),
      evidence: ['loadBalancers'],
    },
  },
  unknown: { 'a service that is not described': { world: only({ deploymentStrategy: refused }), gaps: ['denied ecs:DescribeServices'] } },
  notApplicable: {
    'no load balancer': { world: only({ loadBalancers: [], targetGroups: [] }) },
    'an outside controller': { world: only({ deploymentController: 'EXTERNAL' }) },
    'a daemon': { world: only({ schedulingStrategy: 'DAEMON' }) },
  },
});
