import rule from '../../../rules/auto-scaling/grace-covers-boot.ts';
import type { NodeRecord, Snapshot } from '../../../src/model/snapshot.ts';
import { apiTargetGroup, deleting, group as grouped, launch, launchHook, managed, webTargetGroup, worker } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, now, type Override, world, worldWithGaps } from '../../kit/world.ts';

const declaredAs = (text: string) => ({ tags: { 'ha-audit:boot-seconds': text } });
const template = (tags: Readonly<Record<string, string>> = {}, key = 'lt-00000001') => node('ec2.launch-template', key, { tags });
const evidence = ['gracePeriodSeconds'];

const member = (instanceId: string, lifecycleState = 'InService') => ({
  instanceId,
  zoneName: 'eu-west-1a',
  lifecycleState,
  healthStatus: 'Healthy',
  launchTemplateId: 'lt-00000001',
  launchTemplateVersion: '1',
  launchConfigurationName: null,
  imageId: null,
  isProtectedFromScaleIn: false,
});

/** The group `web` with a grace period and the instances `i-1` and `i-2`. */
const group = (gracePeriodSeconds: number, overrides: Override<'autoscaling.group'> = {}) =>
  grouped({ gracePeriodSeconds, instances: [member('i-1'), member('i-2')], ...overrides });

/** An instance that is so many seconds old. */
const instance = (key: string, seconds: number, overrides: Override<'ec2.instance'> = {}) => {
  const launchTime = new Date(Date.parse(now) - seconds * 1000).toISOString();
  return node('ec2.instance', key, { launchTime, firstLaunchTime: launchTime, ...overrides });
};
const target = (targetId: string, state: string, targetGroup = webTargetGroup) =>
  node('elbv2.target-health', `${targetGroup}#${targetId}:80`, { targetId, state, targetGroup, instance: targetId });
const stateOf = (targetId: string, targetGroup = webTargetGroup) => `${targetGroup}#${targetId}:80.state`;
const checks = (seconds: number, timeoutSeconds: number, key = webTargetGroup): NodeRecord =>
  node('elbv2.target-group', key, { healthCheckIntervalSeconds: seconds, healthCheckTimeoutSeconds: timeoutSeconds });
const readSince = (startedAt: string, snapshot: Snapshot): Snapshot => ({ ...snapshot, header: { ...snapshot.header, startedAt } });
const plain = [template(), checks(15, 5)];
const mixed = {
  launchTemplate: null,
  mixedInstances: {
    launchTemplate: { launchTemplateId: 'lt-00000001', launchTemplateName: 'web', version: '1' },
    overrides: [
      {
        launchTemplate: { launchTemplateId: 'lt-00000002', launchTemplateName: 'arm', version: '1' },
        instanceType: 'm8g.large',
        weightedCapacity: null,
        imageId: null,
      },
    ],
  },
};

ruleCases(rule, {
  pass: {
    'half as much again as the tag of the group declares': { world: world(group(180, declaredAs('120'))), evidence },
    'a fraction of a second is rounded up, not the error of the machine': {
      world: world(group(110, declaredAs('100'))),
      params: { factor: 1.1 },
      evidence,
    },
    'the tag is enough where nothing else may be read': {
      world: worldWithGaps(
        {
          'autoscaling.activity': denied('a'),
          'autoscaling.lifecycle-hook': denied('b'),
          'ec2.instance': denied('c'),
          'ec2.launch-template': denied('d'),
          'elbv2.target-group': denied('e'),
          'elbv2.target-health': denied('f'),
        },
        group(180, declaredAs('120')),
      ),
      evidence,
    },
    'the tag of the template': { world: world(group(180), template(declaredAs('120').tags)), evidence },
    'the tag of the group goes before that of the template and the configuration': {
      world: world(group(150, declaredAs('100')), template(declaredAs('500').tags)),
      declaredBootSeconds: 600,
      evidence,
    },
    'the tag of the template goes before the configuration': {
      world: world(group(150), template(declaredAs('100').tags)),
      declaredBootSeconds: 600,
      evidence,
    },
    'the slowest of several templates is covered': {
      world: world(group(300, mixed), template(declaredAs('100').tags), template(declaredAs('200').tags, 'lt-00000002')),
      evidence,
    },
    'the configuration': { world: world(group(90), template()), declaredBootSeconds: 60, evidence },
    'a hook takes part of the declared boot': {
      world: world(group(60, declaredAs('160')), launchHook(), launch('a', 120), launch('b', 130), launch('c', 140)),
      evidence,
    },
    'a hook waits for the boot, so that no grace is needed': {
      world: world(group(0), ...plain, launchHook(), launch('a', 120), launch('b', 130), launch('c', 140)),
      evidence,
    },
    'a healthy young target': {
      world: world(group(300), ...plain, instance('i-1', 200), target('i-1', 'healthy'), instance('i-2', 90_000), target('i-2', 'healthy')),
      evidence: [...evidence, stateOf('i-1')],
    },
  },
  fail: {
    'less than half as much again as the tag declares': { world: world(group(179, declaredAs('120'))), evidence },
    'the tag of the template asks for more': { world: world(group(30), template(declaredAs('120').tags)), evidence },
    'the configuration asks for more': { world: world(group(60), template()), declaredBootSeconds: 60, evidence },
    'a larger factor': { world: world(group(180, declaredAs('120'))), params: { factor: 2 }, evidence },
    'EC2 checks behind a load balancer': { world: world(group(30, { ...declaredAs('120'), healthCheckTypes: ['EC2'] })), evidence },
    'one of several templates boots more slowly': {
      world: world(group(200, mixed), template(declaredAs('100').tags), template(declaredAs('200').tags, 'lt-00000002')),
      evidence,
    },
    'what a hook leaves of the declared boot is still too much': {
      world: world(group(30, declaredAs('160')), launchHook(), launch('a', 120), launch('b', 130), launch('c', 140)),
      evidence,
    },
    'a target that was never healthy is older than the grace allows': {
      world: world(group(120), ...plain, instance('i-1', 90), target('i-1', 'initial'), instance('i-2', 90_000), target('i-2', 'healthy')),
      evidence: [...evidence, stateOf('i-1')],
    },
    'such a target decides where the health of another group is missing': {
      world: worldWithGaps(
        { 'elbv2.target-group': denied('elasticloadbalancing:DescribeTargetGroups') },
        group(120, { targetGroupArns: [webTargetGroup, apiTargetGroup] }),
        ...plain,
        instance('i-1', 90),
        target('i-1', 'initial'),
      ),
      evidence: [...evidence, stateOf('i-1')],
    },
    'a target that was never healthy outlived hook and grace': {
      world: world(
        group(60),
        ...plain,
        launchHook(),
        ...['a', 'b', 'c'].map((id) => launch(id, 50)),
        instance('i-1', 100),
        target('i-1', 'initial'),
      ),
      evidence: [...evidence, stateOf('i-1')],
    },
    'not even one health check fits into the grace': {
      world: world(group(30), template(), checks(60, 5)),
      evidence: [...evidence, `${webTargetGroup}.healthCheckIntervalSeconds`, `${webTargetGroup}.healthCheckTimeoutSeconds`],
    },
  },
  unknown: {
    'no evidence of any kind': { world: world(group(300), ...plain), gaps: ['no-evidence'] },
    'a classic load balancer, of which nothing is read': {
      world: world(worker({ classicLoadBalancerNames: ['old'], healthCheckTypes: ['EC2', 'ELB'] }), template()),
      gaps: ['no-evidence'],
    },
    'the tag is no number': {
      world: world(group(300, declaredAs('two minutes')), template()),
      declaredBootSeconds: 60,
      gaps: ['no-evidence'],
    },
    'the tag has a unit': { world: world(group(300, declaredAs('120s'))), gaps: ['no-evidence'] },
    'the tag is empty': { world: world(group(300, declaredAs(''))), gaps: ['no-evidence'] },
    'the tag is zero': { world: world(group(300, declaredAs('0'))), gaps: ['no-evidence'] },
    'the tag of the template is no number': { world: world(group(300), template(declaredAs('soon').tags)), gaps: ['no-evidence'] },
    'one of several templates says nothing': {
      world: world(group(300, mixed), template(declaredAs('100').tags), template({}, 'lt-00000002'), checks(15, 5)),
      gaps: ['no-evidence'],
    },
    'a hook takes an unknown part of the declared boot': {
      world: world(group(60, declaredAs('160')), launchHook(), launch('a', 120)),
      gaps: ['no-evidence'],
    },
    'a hook may let even a short grace begin after the first health check': {
      world: world(group(10), template(), checks(60, 5), launchHook()),
      gaps: ['no-evidence'],
    },
    'a hook of unknown length says nothing against a target that was never healthy': {
      world: world(group(30), ...plain, launchHook(), instance('i-1', 200), target('i-1', 'initial')),
      gaps: ['no-evidence'],
    },
    'a healthy target that is too old to tell': {
      world: world(group(300), ...plain, instance('i-1', 201), target('i-1', 'healthy')),
      gaps: ['no-evidence'],
    },
    'a restart makes a healthy target no younger': {
      world: world(group(300), ...plain, instance('i-1', 60, { firstLaunchTime: '2026-11-01T00:00:00.000Z' }), target('i-1', 'healthy')),
      gaps: ['no-evidence'],
    },
    'a target was younger when its health was read than at the end of the scan': {
      world: readSince('2026-11-21T11:59:00.000Z', world(group(120), ...plain, instance('i-1', 90), target('i-1', 'initial'))),
      gaps: ['no-evidence'],
    },
    'a target that was registered long after its launch': {
      world: world(group(300), ...plain, instance('i-1', 90_000), target('i-1', 'initial')),
      gaps: ['no-evidence'],
    },
    'one target boots for longer than another took at most': {
      world: world(group(300), ...plain, instance('i-1', 100), target('i-1', 'healthy'), instance('i-2', 150), target('i-2', 'initial')),
      gaps: ['no-evidence'],
    },
    'healthy in one target group and not yet in the other': {
      world: world(
        group(300, { targetGroupArns: [webTargetGroup, apiTargetGroup] }),
        ...plain,
        checks(15, 5, apiTargetGroup),
        instance('i-1', 100),
        target('i-1', 'healthy'),
        target('i-1', 'unhealthy', apiTargetGroup),
      ),
      gaps: ['no-evidence'],
    },
    'targets of others in the same target group say nothing': {
      world: world(group(300), ...plain, instance('i-9', 100), target('i-9', 'healthy')),
      gaps: ['no-evidence'],
    },
    'instances that are not in service yet say nothing': {
      world: world(group(60, { instances: [member('i-1', 'Pending:Wait')] }), ...plain, instance('i-1', 100), target('i-1', 'initial')),
      gaps: ['no-evidence'],
    },
    'the template may carry the tag and may not be read': {
      world: worldWithGaps({ 'ec2.launch-template': denied('ec2:DescribeLaunchTemplates') }, group(300)),
      declaredBootSeconds: 60,
      gaps: ['denied ec2:DescribeLaunchTemplates'],
    },
    'a hook may cover what the grace does not': {
      world: worldWithGaps({ 'autoscaling.lifecycle-hook': denied('autoscaling:DescribeLifecycleHooks') }, group(30, declaredAs('120'))),
      gaps: ['denied autoscaling:DescribeLifecycleHooks'],
    },
    'a target of unknown health': {
      world: worldWithGaps(
        { 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') },
        group(300),
        ...plain,
        instance('i-1', 100),
        target('i-1', 'healthy'),
      ),
      gaps: ['denied elasticloadbalancing:DescribeTargetHealth'],
    },
  },
  notApplicable: {
    'a worker group with EC2 checks alone': { world: world(worker({ gracePeriodSeconds: 0, ...declaredAs('120') })) },
    'a group that is being deleted': { world: world(group(0, { ...declaredAs('120'), ...deleting })) },
    'a group that a service manages': { world: world(group(0, { ...declaredAs('120'), ...managed })) },
  },
});
