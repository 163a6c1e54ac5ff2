import clusterProxy from '../../../rules/rds/cluster-proxy-for-burst.ts';
import instanceProxy from '../../../rules/rds/instance-proxy-for-burst.ts';
import maxConnections from '../../../rules/rds/max-connections.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const ingress = (source: string, port = 5432) => ({
  ruleId: null,
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
  sourceType: 'security-group',
  source,
  sourceOwnerId: null,
  peeringConnectionId: null,
  peeringStatus: null,
  description: null,
});
const db = (overrides: Override<'rds.instance'> = {}) => node('rds.instance', 'orders', overrides);
const cluster = (overrides: Override<'rds.cluster'> = {}) => node('rds.cluster', 'orders', overrides);
const data = node('ec2.security-group', 'sg-data', { groupName: 'data', ingress: [ingress('sg-app')] });
const web = (maxSize: number) => [
  node('autoscaling.group', 'web', { maxSize, launchTemplate: { launchTemplateId: 'lt-1', launchTemplateName: 'web', version: '1' } }),
  node('ec2.launch-template-version', 'lt-1:1', { securityGroups: ['sg-app'] }),
];
const service = (maxCapacity: number) => [
  node('ecs.service', 'shop/web', { securityGroups: ['sg-app'] }, { name: 'web' }),
  node('applicationautoscaling.scalable-target', 'ecs:service:DesiredCount#service/shop/web', { maxCapacity, service: 'shop/web' }),
];
const allowing = (value: string | null) =>
  node('rds.parameter-group', 'orders', { parameters: [{ name: 'max_connections', value, source: 'system' }] });
const proxy = (overrides: Override<'rds.proxy'> = {}) => node('rds.proxy', 'orders', overrides);
const formula = 'LEAST({DBInstanceClassMemory/9531392},5000)';

ruleCases(maxConnections, {
  pass: {
    'as many as the group opens': { world: world(db(), data, ...web(10), allowing('100')), evidence: ['connections'] },
    'fewer, with a proxy that shares them': { world: world(db(), data, ...web(10), allowing('99'), proxy()), evidence: ['proxy'] },
    'a formula, with a proxy that shares them': { world: world(db(), data, ...web(10), allowing(formula), proxy()), evidence: ['proxy'] },
  },
  fail: {
    'one less than the group opens': { world: world(db(), data, ...web(10), allowing('99')), evidence: ['connections'] },
    'fewer than a group and a service open together': {
      world: world(db(), data, ...web(10), ...service(40), allowing('450')),
      evidence: ['connections'],
    },
    'more than the bound of the formula, whatever the memory': {
      world: world(db(), data, ...web(501), allowing(formula)),
      evidence: ['connections'],
    },
    'a proxy that is not there yet': {
      world: world(db(), data, ...web(10), allowing('99'), proxy({ status: 'creating' })),
      evidence: ['connections'],
    },
    'larger pools than usual': {
      world: world(db(), data, ...web(10), allowing('100')),
      params: { connectionsPerClient: 50 },
      evidence: ['connections'],
    },
  },
  unknown: {
    'a formula of the memory': { world: world(db(), data, ...web(10), allowing(formula)), gaps: ['unsupported'] },
    'no value is told': { world: world(db(), data, ...web(10), allowing(null)), gaps: ['no-evidence'] },
    'the proxies may not be listed': {
      world: worldWithGaps({ 'rds.proxy': denied('rds:DescribeDBProxies') }, db(), data, ...web(10), allowing('99')),
      gaps: ['denied rds:DescribeDBProxies'],
    },
    'the groups may not be listed': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, db(), data, allowing('99')),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
  },
  notApplicable: {
    'nothing that scales is admitted': { world: world(db(), node('ec2.security-group', 'sg-data'), ...web(100), allowing('10')) },
    'admitted on another port': {
      world: world(db(), node('ec2.security-group', 'sg-data', { ingress: [ingress('sg-app', 22)] }), ...web(100), allowing('10')),
    },
    'SQL Server': { world: world(db({ engine: 'sqlserver-se' }), data, ...web(100), allowing('10')) },
    'a member of a cluster': { world: world(db({ cluster: 'orders' }), data, ...web(100), allowing('10')) },
  },
});

ruleCases(instanceProxy, {
  pass: {
    'few clients': { world: world(db(), data, ...web(10), ...service(10)), evidence: ['clients'] },
    'many clients and a proxy': { world: world(db(), data, ...web(40), proxy()), evidence: ['clients', 'proxy'] },
  },
  fail: {
    'many clients': { world: world(db(), data, ...service(40)), evidence: ['clients'] },
    'many clients and the proxy of another database': {
      world: world(db(), data, ...web(40), proxy({ instances: ['other'] })),
      evidence: ['clients'],
    },
  },
  unknown: {
    'the proxies may not be listed': {
      world: worldWithGaps({ 'rds.proxy': denied('rds:DescribeDBProxies') }, db(), data, ...web(40)),
      gaps: ['denied rds:DescribeDBProxies'],
    },
  },
  notApplicable: {
    Oracle: { world: world(db({ engine: 'oracle-ee' }), data, ...web(40)) },
    'nothing that scales is admitted': { world: world(db(), data) },
  },
});

ruleCases(clusterProxy, {
  pass: {
    'few clients': { world: world(cluster(), data, ...web(10)), evidence: ['clients'] },
    'many clients and a proxy': {
      world: world(cluster(), data, ...web(40), proxy({ instances: [], clusters: ['orders'] })),
      evidence: ['clients', 'proxy'],
    },
  },
  fail: { 'many clients': { world: world(cluster(), data, ...service(40)), evidence: ['clients'] } },
  unknown: {
    'the services may not be listed': {
      world: worldWithGaps({ 'ecs.service': denied('ecs:ListServices') }, cluster(), data, ...web(10)),
      gaps: ['denied ecs:ListServices'],
    },
  },
  notApplicable: {
    DocumentDB: { world: world(cluster({ engine: 'docdb' }), data, ...web(40)) },
    'Aurora Serverless v1': { world: world(cluster({ engineMode: 'serverless' }), data, ...web(40)) },
  },
});
