import minTasks from '../../../rules/ecs/min-tasks.ts';
import multiAz from '../../../rules/ecs/multi-az-subnets.ts';
import tasksSpread from '../../../rules/ecs/tasks-spread.ts';
import zoneRebalancing from '../../../rules/ecs/zone-rebalancing.ts';
import { localZone, localZoneSubnet, otherAccount, zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const service = (overrides: Override<'ecs.service'> = {}) => node('ecs.service', 'shop/web', overrides, { name: 'web' });
const notInScope = {
  'a daemon': { world: world(service({ schedulingStrategy: 'DAEMON' })) },
  'a service that is draining': { world: world(service({ status: 'DRAINING' })) },
  'a service that was deleted': { world: world(service({ status: 'INACTIVE' })) },
};

const place = [...zones, subnet('app', 'a'), subnet('app', 'b')];

ruleCases(multiAz, {
  pass: {
    'subnets in two zones': { world: world(...place, service()), evidence: ['zones'] },
    'subnets that another account shares': {
      world: world(...zones, subnet('app', 'a', { ownerId: otherAccount }), subnet('app', 'b', { ownerId: otherAccount }), service()),
      evidence: ['zones'],
    },
    'a service that is scaled to zero tonight': { world: world(...place, service({ desiredCount: 0 })), evidence: ['zones'] },
    'two zones, and a third subnet that cannot be seen': {
      world: worldWithGaps(
        { 'ec2.subnet': denied('ec2:DescribeSubnets') },
        ...place,
        service({ subnets: ['subnet-app-a', 'subnet-app-b', 'subnet-app-c'] }),
      ),
      evidence: ['zones'],
    },
  },
  fail: {
    'one subnet': { world: world(...place, service({ subnets: ['subnet-app-a'] })), evidence: ['zones'] },
    'two subnets in one zone': {
      world: world(...place, subnet('more', 'a'), service({ subnets: ['subnet-app-a', 'subnet-more-a'] })),
      evidence: ['zones'],
    },
    'a second zone that is a Local Zone': {
      world: world(...place, localZone, localZoneSubnet('subnet-local'), service({ subnets: ['subnet-app-a', 'subnet-local'] })),
      evidence: ['zones'],
    },
    'two zones where three are asked for': { world: world(...place, service()), params: { minZones: 3 }, evidence: ['zones'] },
  },
  unknown: {
    'subnets that cannot be listed': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, ...zones, service()),
      gaps: ['denied ec2:DescribeSubnets'],
    },
    'a service that is not described': {
      world: world(...place, service({ status: denied('ecs:DescribeServices') })),
      gaps: ['denied ecs:DescribeServices'],
    },
  },
  notApplicable: {
    ...notInScope,
    'tasks on the network of their instance': { world: world(...place, service({ network: null, subnets: [], securityGroups: [] })) },
  },
});

const target = (overrides: Override<'applicationautoscaling.scalable-target'> = {}) =>
  node('applicationautoscaling.scalable-target', 'ecs:service:DesiredCount#service/shop/web', overrides);
const targetFact = 'ecs:service:DesiredCount#service/shop/web.minCapacity';
const unbalanced = { loadBalancers: [], targetGroups: [] };

ruleCases(minTasks, {
  pass: {
    'three tasks that nothing scales': { world: world(service()), evidence: ['desiredCount'] },
    'two tasks at the least, however far it scales': {
      world: world(service({ desiredCount: 8 }), target({ minCapacity: 2 })),
      evidence: ['desiredCount', targetFact],
    },
    'a target of another service that may be alone': {
      world: world(service(), target({ minCapacity: 1, service: 'shop/jobs' })),
      evidence: ['desiredCount'],
    },
  },
  fail: {
    'a single task': { world: world(service({ desiredCount: 1 })), evidence: ['desiredCount'] },
    'a single task that others reach by name': {
      world: world(service({ ...unbalanced, isDiscoverable: true, desiredCount: 1 })),
      evidence: ['desiredCount'],
    },
    'three tasks that may become one': { world: world(service(), target({ minCapacity: 1 })), evidence: [targetFact] },
    'three tasks that may become none': { world: world(service(), target({ minCapacity: 0 })), evidence: [targetFact] },
    'a single task, whatever may scale it': {
      world: worldWithGaps(
        { 'applicationautoscaling.scalable-target': denied('application-autoscaling:DescribeScalableTargets') },
        service({ desiredCount: 1 }),
      ),
      evidence: ['desiredCount'],
    },
  },
  unknown: {
    'what scales it cannot be listed': {
      world: worldWithGaps(
        { 'applicationautoscaling.scalable-target': denied('application-autoscaling:DescribeScalableTargets') },
        service(),
      ),
      gaps: ['denied application-autoscaling:DescribeScalableTargets'],
    },
  },
  notApplicable: {
    ...notInScope,
    'a service scaled to zero': { world: world(service({ desiredCount: 0 })) },
    'a worker that nobody calls': { world: world(service({ ...unbalanced, desiredCount: 1 })) },
  },
});

const task = (id: string, letter: string | null, overrides: Override<'ecs.task'> = {}) =>
  node('ecs.task', `arn:aws:ecs:eu-west-1:111111111111:task/shop/${id}`, {
    zoneName: letter === null ? null : `eu-west-1${letter}`,
    ...overrides,
  });
const deploying = [
  {
    deploymentId: 'ecs-svc/2',
    status: 'PRIMARY',
    taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:8',
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: null,
    desiredCount: 3,
    runningCount: 1,
    pendingCount: 2,
    failedTasks: 0,
    updatedAt: '2026-11-21T11:59:00.000Z',
  },
];

ruleCases(tasksSpread, {
  pass: {
    'tasks in two zones': { world: world(...zones, service(), task('1', 'a'), task('2', 'b'), task('3', 'a')), evidence: ['zones'] },
    'two zones while a third task is being placed': {
      world: world(...zones, service(), task('1', 'a'), task('2', 'b'), task('3', null, { lastStatus: 'PROVISIONING' })),
      evidence: ['zones'],
    },
    'two zones are all that two tasks can be in': {
      world: world(...zones, service({ desiredCount: 2, runningCount: 2 }), task('1', 'a'), task('2', 'c')),
      params: { minZones: 3 },
      evidence: ['zones'],
    },
    'tasks in two zones during a deployment': {
      world: world(...zones, service({ deployments: deploying }), task('1', 'a'), task('2', 'b')),
      evidence: ['zones'],
    },
  },
  fail: {
    'all tasks in one zone': {
      world: world(...zones, service(), task('1', 'a'), task('2', 'a'), task('3', 'a')),
      evidence: ['zones'],
      related: ['1', '2', '3'].map((id) => `arn:aws:ecs:eu-west-1:111111111111:task/shop/${id}`),
    },
    'the tasks of another service elsewhere': {
      world: world(...zones, service({ runningCount: 1 }), task('1', 'a'), task('2', 'b', { service: 'shop/jobs' })),
      evidence: ['zones'],
    },
    'no task at all, long after the deployment': { world: world(...zones, service({ runningCount: 0 })), evidence: ['zones'] },
  },
  unknown: {
    'tasks that are being replaced': {
      world: world(...zones, service({ deployments: deploying }), task('1', 'a')),
      gaps: ['transitional'],
    },
    'fewer tasks listed than run': { world: world(...zones, service(), task('1', 'a')), gaps: ['no-evidence'] },
    'tasks that cannot be listed': {
      world: worldWithGaps({ 'ecs.task': denied('ecs:ListTasks') }, ...zones, service()),
      gaps: ['denied ecs:ListTasks'],
    },
  },
  notApplicable: {
    ...notInScope,
    'a single task': { world: world(service({ desiredCount: 1 })) },
    'tasks outside of AWS': { world: world(service({ launchType: 'EXTERNAL', network: null })) },
  },
});

const rebalanced = (overrides: Override<'ecs.service'>) => world(service(overrides));
const spread = { strategyType: 'spread', field: 'attribute:ecs.availability-zone' };
const setting = ['availabilityZoneRebalancing'];

ruleCases(zoneRebalancing, {
  pass: {
    'switched on': { world: rebalanced({}), evidence: setting },
    'switched on, on instances that are spread by zone first': {
      world: rebalanced({ launchType: 'EC2', placementStrategies: [spread, { strategyType: 'binpack', field: 'memory' }] }),
      evidence: setting,
    },
  },
  fail: {
    'switched off': { world: rebalanced({ availabilityZoneRebalancing: 'DISABLED' }), evidence: setting },
    'nothing said, by a service that is older than it': { world: rebalanced({ availabilityZoneRebalancing: null }), evidence: setting },
  },
  unknown: { 'a setting that is new': { world: rebalanced({ availabilityZoneRebalancing: 'LATER' }), gaps: ['unsupported'] } },
  notApplicable: {
    ...notInScope,
    'a single task': { world: rebalanced({ desiredCount: 1, availabilityZoneRebalancing: null }) },
    'tasks that must stop before others start': { world: rebalanced({ maximumPercent: 100, availabilityZoneRebalancing: null }) },
    'instances that are packed': {
      world: rebalanced({ placementStrategies: [{ strategyType: 'binpack', field: 'memory' }], availabilityZoneRebalancing: null }),
    },
    'tasks outside of AWS': { world: rebalanced({ launchType: 'EXTERNAL', network: null, availabilityZoneRebalancing: null }) },
  },
});
