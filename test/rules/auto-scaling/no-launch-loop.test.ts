import rule from '../../../rules/auto-scaling/no-launch-loop.ts';
import { death, deleting, group as grouped, launch, managed, webTargetGroup, worker } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

/** 60 s of grace, 180 s of slack: 240 s without the time until a health check finds out. */
const group = (overrides: Override<'autoscaling.group'> = {}) => grouped({ gracePeriodSeconds: 60, ...overrides });
/** 40 s until found unhealthy. */
const targetGroup = node('elbv2.target-group', webTargetGroup, { unhealthyThresholdCount: 2, healthCheckIntervalSeconds: 20 });
const [morning, noon, longAgo] = ['2026-11-21T06:00:00.000Z', '2026-11-21T11:00:00.000Z', '2026-11-10T06:00:00.000Z'];
const evidence = ['terminatedAfterLaunch'];
const read = 'autoscaling:DescribeScalingActivities';
const incomplete = { 'autoscaling.activity': denied(read) };

ruleCases(rule, {
  pass: {
    'no activities': { world: world(group()), evidence },
    'launches alone': { world: world(group(), launch('a', 40), launch('b', 40)), evidence },
    'one instance alone': { world: world(group(), ...death('a', 100, morning)), evidence },
    'one of two lived on': { world: world(group(), targetGroup, ...death('a', 100, morning), ...death('b', 281, noon)), evidence },
    'ended for another reason': {
      world: world(group(), ...['a', 'b'].flatMap((id) => death(id, 100, morning, { isCausedByLoadBalancerHealth: false }))),
      evidence,
    },
    'long ago': { world: world(group(), ...death('a', 100, longAgo), ...death('b', 100, longAgo)), evidence },
    'launched before AWS began to remember': {
      world: world(group(), targetGroup, ...['a', 'b'].flatMap((id) => death(id, 100, morning).slice(1))),
      evidence,
    },
    'launched into the warm pool only': {
      world: world(
        group(),
        targetGroup,
        ...['a', 'b'].flatMap((id) => death(id, 100, morning).slice(1)),
        launch('c', 30, { instanceId: 'i-a', warmPool: 'into', startedAt: morning }),
        launch('d', 30, { instanceId: 'i-b', warmPool: 'into', startedAt: morning }),
      ),
      evidence,
    },
    'the same instance twice is one': {
      world: world(group(), targetGroup, ...death('a', 100, morning), death('a', 100, morning)[1] ?? targetGroup),
      evidence,
    },
    'where few ended, target groups are not asked': {
      world: worldWithGaps(
        { 'elbv2.target-group': denied('elasticloadbalancing:DescribeTargetGroups') },
        group(),
        ...death('a', 100, morning),
      ),
      evidence,
    },
  },
  fail: {
    'two within a day': { world: world(group(), targetGroup, ...death('a', 150, morning), ...death('b', 240, noon)), evidence },
    'whatever the boot time that is declared': {
      world: world(group({ tags: { 'ha-audit:boot-seconds': '10' } }), targetGroup, ...death('a', 150, morning), ...death('b', 240, noon)),
      evidence,
    },
    'the time until found unhealthy counts': {
      world: world(group(), targetGroup, ...death('a', 280, morning), ...death('b', 250, noon)),
      evidence,
    },
    'launched from the warm pool': {
      world: world(
        group(),
        ...['a', 'b'].flatMap((id) =>
          death(id, 100, morning).map((each) =>
            each.key.endsWith('launch') ? { ...each, facts: { ...each.facts, warmPool: 'from' } } : each,
          ),
        ),
      ),
      evidence,
    },
    many: { world: world(group(), ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].flatMap((id) => death(id, 100, noon))), evidence },
    'two known ones decide where activities are missing': {
      world: worldWithGaps(incomplete, group(), ...death('a', 150, morning), ...death('b', 240, noon)),
      evidence,
    },
    'a longer window': {
      world: world(group(), ...death('a', 100, longAgo), ...death('b', 100, longAgo)),
      params: { windowHours: 720 },
      evidence,
    },
  },
  unknown: {
    'activities may not be read': { world: worldWithGaps(incomplete, group()), gaps: [`denied ${read}`] },
    'one is known and activities are missing': {
      world: worldWithGaps(incomplete, group(), ...death('a', 100, morning)),
      gaps: [`denied ${read}`],
    },
    'the time until found unhealthy decides and is not known': {
      world: worldWithGaps(
        { 'elbv2.target-group': denied('elasticloadbalancing:DescribeTargetGroups') },
        group(),
        ...death('a', 280, morning),
        ...death('b', 250, noon),
      ),
      gaps: ['denied elasticloadbalancing:DescribeTargetGroups'],
    },
  },
  notApplicable: {
    'a worker group with EC2 checks alone': { world: world(worker(), ...death('a', 100, morning), ...death('b', 100, noon)) },
    'a group that is being deleted': { world: world(group(deleting), ...death('a', 100, morning), ...death('b', 100, noon)) },
    'a group that a service manages': { world: world(group(managed), ...death('a', 100, morning), ...death('b', 100, noon)) },
  },
});
