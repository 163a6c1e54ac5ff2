import circuitBreaker from '../../../rules/ecs/circuit-breaker.ts';
import grace from '../../../rules/ecs/lb-grace.ts';
import minHealthy from '../../../rules/ecs/min-healthy.ts';
import revisionCurrent from '../../../rules/ecs/revision-current.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world } from '../../kit/world.ts';

const service = (overrides: Override<'ecs.service'> = {}) => node('ecs.service', 'shop/web', overrides, { name: 'web' });
const only = (overrides: Override<'ecs.service'>) => world(service(overrides));
const refused = denied('ecs:DescribeServices');

ruleCases(circuitBreaker, {
  pass: {
    'a breaker that rolls back': { world: only({}), evidence: ['circuitBreaker'] },
    'a controller that is not named, which is ECS': {
      world: only({ deploymentController: null, deploymentStrategy: null }),
      evidence: ['circuitBreaker'],
    },
    'blue/green that alarms roll back': {
      world: only({
        deploymentStrategy: 'BLUE_GREEN',
        circuitBreaker: null,
        deploymentAlarms: { alarmNames: ['5xx'], enabled: true, rollsBack: true },
      }),
      evidence: ['deploymentAlarms'],
    },
    'a canary that a hook judges': {
      world: only({ deploymentStrategy: 'CANARY', circuitBreaker: null, deploymentHookCount: 1 }),
      evidence: ['deploymentHookCount'],
    },
  },
  fail: {
    'no breaker': { world: only({ circuitBreaker: null }), evidence: ['circuitBreaker'] },
    'a breaker that is off': { world: only({ circuitBreaker: { enabled: false, rollsBack: false } }), evidence: ['circuitBreaker'] },
    'a breaker that leaves the ruins': {
      world: only({ circuitBreaker: { enabled: true, rollsBack: false } }),
      evidence: ['circuitBreaker'],
    },
    'alarms alone, which a task that never starts does not raise': {
      world: only({ circuitBreaker: null, deploymentAlarms: { alarmNames: ['5xx'], enabled: true, rollsBack: true } }),
      evidence: ['circuitBreaker'],
    },
    'blue/green without a guard': { world: only({ deploymentStrategy: 'BLUE_GREEN', circuitBreaker: null }), evidence: ['circuitBreaker'] },
  },
  unknown: { 'a service that is not described': { world: only({ circuitBreaker: refused }), gaps: ['denied ecs:DescribeServices'] } },
  notApplicable: {
    CodeDeploy: { world: only({ deploymentController: 'CODE_DEPLOY', circuitBreaker: null }) },
    'an outside controller': { world: only({ deploymentController: 'EXTERNAL', circuitBreaker: null }) },
    'a daemon': { world: only({ schedulingStrategy: 'DAEMON' }) },
    'a service that is draining': { world: only({ status: 'DRAINING' }) },
  },
});

ruleCases(minHealthy, {
  pass: {
    'all tasks kept': { world: only({}), evidence: ['minimumHealthyPercent', 'maximumPercent'] },
    'nothing said, which is 100 and 200': {
      world: only({ minimumHealthyPercent: null, maximumPercent: null }),
      evidence: ['minimumHealthyPercent', 'maximumPercent'],
    },
    'half of them': { world: only({ minimumHealthyPercent: 50 }), evidence: ['minimumHealthyPercent', 'maximumPercent'] },
  },
  fail: {
    'none kept': { world: only({ minimumHealthyPercent: 0 }), evidence: ['minimumHealthyPercent'] },
    'half of them where all are asked for': {
      world: only({ minimumHealthyPercent: 50 }),
      params: { minHealthyPercent: 100 },
      evidence: ['minimumHealthyPercent'],
    },
    'no room for a new task': { world: only({ maximumPercent: 100 }), evidence: ['maximumPercent'] },
  },
  unknown: {
    'a service that is not described': { world: only({ minimumHealthyPercent: refused }), gaps: ['denied ecs:DescribeServices'] },
  },
  notApplicable: {
    'a daemon, which must stop before it starts': {
      world: only({ schedulingStrategy: 'DAEMON', minimumHealthyPercent: 0, maximumPercent: 100 }),
    },
    CodeDeploy: { world: only({ deploymentController: 'CODE_DEPLOY', minimumHealthyPercent: 0 }) },
    'blue/green': { world: only({ deploymentStrategy: 'BLUE_GREEN', minimumHealthyPercent: 0 }) },
  },
});

type Deployment = Facts<'ecs.service'>['deployments'][number];
const deployment = (overrides: Partial<Deployment> = {}): Deployment => ({
  deploymentId: 'ecs-svc/1',
  status: 'PRIMARY',
  taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:8',
  rolloutState: 'COMPLETED',
  rolloutStateReason: null,
  desiredCount: 3,
  runningCount: 3,
  pendingCount: 0,
  failedTasks: 0,
  updatedAt: '2026-11-21T11:30:00.000Z',
  ...overrides,
});
const ongoing = (updatedAt: string) => [
  deployment({ rolloutState: 'IN_PROGRESS', updatedAt }),
  deployment({ deploymentId: 'ecs-svc/0', status: 'ACTIVE' }),
];

ruleCases(revisionCurrent, {
  pass: {
    'one deployment that is done': { world: only({}), evidence: ['deployments'] },
    'no rollout state, as daemons and blue/green may have': {
      world: only({ deployments: [deployment({ rolloutState: null })] }),
      evidence: ['deployments'],
    },
  },
  fail: {
    'a deployment that failed': {
      world: only({ deployments: [deployment({ rolloutState: 'FAILED', failedTasks: 12 })] }),
      evidence: ['deployments'],
    },
    'a deployment that hangs since yesterday': {
      world: only({ deployments: ongoing('2026-11-20T11:30:00.000Z') }),
      evidence: ['deployments'],
    },
  },
  unknown: {
    'a deployment that began half an hour ago': {
      world: only({ deployments: ongoing('2026-11-21T11:30:00.000Z') }),
      gaps: ['transitional'],
    },
    'blue/green that is watched for a day': {
      world: only({ deploymentStrategy: 'BLUE_GREEN', deployments: ongoing('2026-11-20T11:30:00.000Z') }),
      gaps: ['transitional'],
    },
    'a service that is not described': { world: only({ deployments: refused }), gaps: ['denied ecs:DescribeServices'] },
  },
  notApplicable: {
    CodeDeploy: { world: only({ deploymentController: 'CODE_DEPLOY', deployments: [] }) },
    'a service that was deleted': { world: only({ status: 'INACTIVE' }) },
  },
});

ruleCases(grace, {
  pass: {
    'a minute': { world: only({}), evidence: ['healthCheckGracePeriodSeconds'] },
    'as long as its workload boots': { world: only({}), declaredBootSeconds: 60, evidence: ['healthCheckGracePeriodSeconds'] },
  },
  fail: {
    none: { world: only({ healthCheckGracePeriodSeconds: null }), evidence: ['healthCheckGracePeriodSeconds'] },
    zero: { world: only({ healthCheckGracePeriodSeconds: 0 }), evidence: ['healthCheckGracePeriodSeconds'] },
    'less than its workload boots': { world: only({}), declaredBootSeconds: 90, evidence: ['healthCheckGracePeriodSeconds'] },
  },
  unknown: {
    'a service that is not described': { world: only({ healthCheckGracePeriodSeconds: refused }), gaps: ['denied ecs:DescribeServices'] },
  },
  notApplicable: {
    'a service without a load balancer': { world: only({ loadBalancers: [], targetGroups: [], healthCheckGracePeriodSeconds: null }) },
    'a service that is draining': { world: only({ status: 'DRAINING', healthCheckGracePeriodSeconds: 0 }) },
  },
});
