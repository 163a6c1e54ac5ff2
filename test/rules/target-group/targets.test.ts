import healthyTargets from '../../../rules/target-group/healthy-targets.ts';
import noUnhealthyTargets from '../../../rules/target-group/no-unhealthy-targets.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { autoScalingGroup, balancerArn, target, targetGroup, targetGroupArn } from '../../kit/security-world.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const listenerArn = balancerArn.replace(':loadbalancer/', ':listener/').concat('/2');
const forward = (weight: number | null) => ({
  actionType: 'forward',
  order: null,
  targetGroups: [{ arn: targetGroupArn, weight }],
  redirect: null,
});
const listener = (weight: number | null = 1) => node('elbv2.listener', listenerArn, { defaultActions: [forward(weight)] });
const elsewhere = node('elbv2.listener', listenerArn, { defaultActions: [], targetGroups: [] });
const rule = (weight: number | null) =>
  node('elbv2.listener-rule', listenerArn.replace(':listener/', ':listener-rule/').concat('/3'), {
    listener: listenerArn,
    actions: [forward(weight)],
    targetGroups: [targetGroupArn],
  });
const states = (...each: readonly string[]): readonly NodeRecord[] => each.map((state, index) => target(`i-${index}`, { state }));
const serving = (...nodes: readonly NodeRecord[]) => world(targetGroup(), listener(), ...nodes);
const service = (overrides: Override<'ecs.service'> = {}) =>
  node('ecs.service', 'shop/web', { targetGroups: [targetGroupArn], ...overrides });

const targetsDenied = { 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') };
const listenersDenied = { 'elbv2.listener': denied('elasticloadbalancing:DescribeListeners') };
const rulesDenied = { 'elbv2.listener-rule': denied('elasticloadbalancing:DescribeRules') };

/** Groups whose targets nobody waits for. */
const notServing = (...targets: readonly NodeRecord[]) => ({
  'a group that no load balancer uses': { world: world(targetGroup({ loadBalancers: [] }), ...targets) },
  'the idle half of a blue/green pair': { world: world(targetGroup(), elsewhere, rule(0), ...targets) },
  'a function': { world: world(targetGroup({ targetType: 'lambda', protocol: null }), listener(), ...targets) },
  'a load balancer behind a load balancer': { world: world(targetGroup({ targetType: 'alb', protocol: 'TCP' }), listener(), ...targets) },
  'firewalls behind a Gateway Load Balancer': { world: world(targetGroup({ protocol: 'GENEVE' }), listener(), ...targets) },
});

const count = ['healthyTargets'];
ruleCases(healthyTargets, {
  pass: {
    'two healthy targets': { world: serving(...states('healthy', 'healthy')), evidence: count },
    'two healthy targets among others': { world: serving(...states('healthy', 'unhealthy', 'initial', 'healthy')), evidence: count },
    'requests that come by a rule alone': {
      world: world(targetGroup(), elsewhere, rule(null), ...states('healthy', 'healthy')),
      evidence: count,
    },
    'two are known where there may be more': {
      world: worldWithGaps(targetsDenied, targetGroup(), listener(), ...states('healthy', 'healthy')),
      evidence: count,
    },
    'one where one is enough': { world: serving(...states('healthy')), params: { minHealthyTargets: 1 }, evidence: count },
    'behind a Network Load Balancer': {
      world: world(targetGroup({ protocol: 'TCP' }), listener(), ...states('healthy', 'healthy')),
      evidence: count,
    },
  },
  fail: {
    'one healthy target': { world: serving(...states('healthy'), autoScalingGroup()), evidence: count, related: ['web'] },
    'one of two is unhealthy': { world: serving(...states('healthy', 'unhealthy')), evidence: count },
    'no target at all': { world: serving(), evidence: count, related: [] },
    'one instance on two ports': {
      world: serving(target('i-1'), node('elbv2.target-health', `${targetGroupArn}#i-1:8081`, { targetId: 'i-1', port: 8081 })),
      evidence: count,
    },
    'the other one stands in a zone that the load balancer does not serve': {
      world: serving(target('i-1'), target('i-2', { state: 'unused', reason: 'Target.NotInUse' })),
      evidence: count,
    },
    'the other one is stopped': {
      world: serving(target('i-1'), target('i-2', { state: 'unused', reason: 'Target.InvalidState' })),
      evidence: count,
    },
    'each of two groups of one load balancer has a single target': {
      world: serving(
        target('i-1'),
        node('elbv2.target-group', targetGroupArn.replace('web', 'api'), {}),
        node('elbv2.target-health', `${targetGroupArn.replace('web', 'api')}#i-2:80`, {
          targetId: 'i-2',
          targetGroup: targetGroupArn.replace('web', 'api'),
        }),
      ),
      subject: targetGroupArn,
      evidence: count,
    },
    'a task alone': {
      world: world(targetGroup({ targetType: 'ip' }), listener(), target('10.0.1.7'), service()),
      evidence: count,
      related: ['shop/web'],
    },
  },
  unknown: {
    'the other one is being registered': { world: serving(...states('healthy', 'initial')), gaps: ['transitional'] },
    'the other one is on its way out': { world: serving(...states('healthy', 'draining')), gaps: ['transitional'] },
    'the load balancer failed to check': {
      world: serving(target('i-1'), target('i-2', { state: 'unhealthy', reason: 'Elb.InternalError' })),
      gaps: ['no-evidence'],
    },
    'health is not available': { world: serving(...states('healthy', 'unavailable')), gaps: ['no-evidence'] },
    'a state that nobody has seen': { world: serving(...states('healthy', 'dreaming')), gaps: ['unsupported'] },
    'the targets are not readable': {
      world: worldWithGaps(targetsDenied, targetGroup(), listener()),
      gaps: ['denied elasticloadbalancing:DescribeTargetHealth'],
    },
    'the listeners are not readable': {
      world: worldWithGaps(listenersDenied, targetGroup(), ...states('healthy')),
      gaps: ['denied elasticloadbalancing:DescribeListeners'],
    },
    'the rules are not readable, and no listener tells': {
      world: worldWithGaps(rulesDenied, targetGroup(), elsewhere, ...states('healthy')),
      gaps: ['denied elasticloadbalancing:DescribeRules'],
    },
  },
  notApplicable: notServing(...states('healthy')),
});

const unhealthyCount = ['unhealthyTargets'];
const old = '2026-11-01T00:00:00.000Z';
const instance = (key: string, launchTime: string) => node('ec2.instance', key, { launchTime });
const rollingOut = service({
  deployments: [
    {
      deploymentId: 'ecs-svc/2',
      status: 'PRIMARY',
      taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:8',
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: null,
      desiredCount: 2,
      runningCount: 1,
      pendingCount: 1,
      failedTasks: 0,
      updatedAt: null,
    },
  ],
});
ruleCases(noUnhealthyTargets, {
  pass: {
    'all are healthy': { world: serving(...states('healthy', 'healthy')), evidence: unhealthyCount },
    'one that is being registered was not asked yet': { world: serving(...states('healthy', 'initial')), evidence: unhealthyCount },
    'one that leaves is no longer asked': { world: serving(...states('healthy', 'draining')), evidence: unhealthyCount },
    'one that gets no requests is not asked': { world: serving(...states('healthy', 'unused')), evidence: unhealthyCount },
    'no target at all': { world: serving(), evidence: unhealthyCount },
  },
  fail: {
    'one times out, long after its start': {
      world: serving(target('i-1', { state: 'unhealthy', reason: 'Target.Timeout' }), instance('i-1', old), autoScalingGroup()),
      evidence: unhealthyCount,
      related: [`${targetGroupArn}#i-1:8080`, 'web'],
    },
    'one still has connections': {
      world: serving(target('i-1', { state: 'unhealthy.draining' }), instance('i-1', old), autoScalingGroup()),
      evidence: unhealthyCount,
    },
    'an instance that no group keeps': {
      world: serving(
        target('i-1', { state: 'unhealthy' }),
        node('ec2.instance', 'i-1', { autoScalingGroupName: null, launchTime: '2026-11-21T11:59:30.000Z' }),
      ),
      evidence: unhealthyCount,
    },
    'an instance that is gone': { world: serving(target('i-1', { state: 'unhealthy' })), evidence: unhealthyCount },
    'a task of a service that is steady': {
      world: world(targetGroup({ targetType: 'ip' }), listener(), target('10.0.1.7', { state: 'unhealthy' }), service()),
      evidence: unhealthyCount,
      related: [`${targetGroupArn}#10.0.1.7:8080`, 'shop/web'],
    },
  },
  unknown: {
    'an instance within its grace period': {
      world: serving(target('i-1', { state: 'unhealthy' }), instance('i-1', '2026-11-21T11:58:00.000Z'), autoScalingGroup()),
      gaps: ['transitional'],
    },
    'a deployment is in progress': {
      world: world(targetGroup({ targetType: 'ip' }), listener(), target('10.0.1.7', { state: 'unhealthy' }), rollingOut),
      gaps: ['transitional'],
    },
    'health is not available': { world: serving(...states('healthy', 'unavailable')), gaps: ['no-evidence'] },
    'a state that nobody has seen': { world: serving(...states('healthy', 'dreaming')), gaps: ['unsupported'] },
    'the load balancer failed to check': {
      world: serving(target('i-1', { state: 'unhealthy', reason: 'Elb.InternalError' })),
      gaps: ['no-evidence'],
    },
    'the targets are not readable': {
      world: worldWithGaps(targetsDenied, targetGroup(), listener()),
      gaps: ['denied elasticloadbalancing:DescribeTargetHealth'],
    },
  },
  notApplicable: notServing(...states('unhealthy')),
});
