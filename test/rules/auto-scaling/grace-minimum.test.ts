import rule from '../../../rules/auto-scaling/grace-minimum.ts';
import { deleting, group, launch, launchHook, latticeTargetGroup, managed, worker } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, world, worldWithGaps } from '../../kit/world.ts';

const short = group({ gracePeriodSeconds: 30 });
const evidence = ['gracePeriodSeconds'];
const hooksDenied = { 'autoscaling.lifecycle-hook': denied('autoscaling:DescribeLifecycleHooks') };
const activitiesDenied = { 'autoscaling.activity': denied('autoscaling:DescribeScalingActivities') };

ruleCases(rule, {
  pass: {
    '300 seconds': { world: world(group()), evidence },
    'enough grace needs no word of hooks': { world: worldWithGaps(hooksDenied, group()), evidence },
    'as much as the parameter asks for': { world: world(short), params: { minimumSeconds: 30 }, evidence },
    'no grace at all behind a hook that waits for the boot': {
      world: world(group({ gracePeriodSeconds: 0 }), launchHook(), launch('a', 140), launch('b', 150), launch('c', 180)),
      evidence,
    },
    'a warm pool that covers every scale-out, behind a hook': {
      world: world(
        group({ gracePeriodSeconds: 30, warmPool: { minSize: 4, poolState: 'Stopped', reusesOnScaleIn: null, status: null } }),
        launchHook(),
        ...['a', 'b', 'c'].map((id) => launch(id, 120, { warmPool: 'from' })),
      ),
      evidence,
    },
  },
  fail: {
    'a short grace and no hook': { world: world(short), evidence },
    'no grace: what the API gives where nobody asks': { world: world(group({ gracePeriodSeconds: 0 })), evidence },
    'one second less than needed': { world: world(group({ gracePeriodSeconds: 299 })), evidence },
    'EC2 checks behind a load balancer: wrong on the day ELB checks are switched on': {
      world: world(group({ gracePeriodSeconds: 30, healthCheckTypes: ['EC2'] })),
      evidence,
    },
    'a worker group with EBS checks': { world: world(worker({ gracePeriodSeconds: 30, healthCheckTypes: ['EBS', 'EC2'] })), evidence },
    'VPC Lattice': {
      world: world(
        worker({ gracePeriodSeconds: 30, latticeTargetGroupArns: [latticeTargetGroup], healthCheckTypes: ['EC2', 'VPC_LATTICE'] }),
      ),
      evidence,
    },
    'only a hook for terminations': {
      world: world(
        short,
        launchHook({ transition: 'autoscaling:EC2_INSTANCE_TERMINATING' }),
        launch('a', 140),
        launch('b', 150),
        launch('c', 160),
      ),
      evidence,
    },
    'launch activities are not needed where there is no hook': { world: worldWithGaps(activitiesDenied, short), evidence },
  },
  unknown: {
    'a hook and too few launches': { world: world(short, launchHook(), launch('a', 140), launch('b', 150)), gaps: ['no-evidence'] },
    'a hook whose launches end as fast as without one': {
      world: world(short, launchHook(), launch('a', 40), launch('b', 41), launch('c', 42)),
      gaps: ['no-evidence'],
    },
    'a hook that always times out': {
      world: world(short, launchHook({ heartbeatTimeoutSeconds: 600 }), launch('a', 596), launch('b', 600), launch('c', 640)),
      gaps: ['no-evidence'],
    },
    'launches that failed, still run or go by the warm pool are no samples': {
      world: world(
        short,
        launchHook(),
        launch('a', 140, { statusCode: 'Failed' }),
        launch('b', 140, { statusCode: 'MidLifecycleAction', endedAt: null }),
        launch('c', 140, { warmPool: 'into' }),
        launch('d', 140, { warmPool: 'from' }),
        launch('e', 140, { action: 'terminate' }),
        launch('f', 140),
        launch('g', 140),
      ),
      gaps: ['no-evidence'],
    },
    'launches that may end only with the warm-up': {
      world: world(
        group({ gracePeriodSeconds: 30, defaultInstanceWarmupSeconds: 200 }),
        launchHook(),
        ...['a', 'b', 'c'].map((id) => launch(id, 240)),
      ),
      gaps: ['no-evidence'],
    },
    'hooks may not be read': { world: worldWithGaps(hooksDenied, short), gaps: ['denied autoscaling:DescribeLifecycleHooks'] },
    'a hook whose activities may not be read': {
      world: worldWithGaps(activitiesDenied, short, launchHook()),
      gaps: ['denied autoscaling:DescribeScalingActivities'],
    },
  },
  notApplicable: {
    'a worker group with EC2 checks alone': { world: world(worker({ gracePeriodSeconds: 0 })) },
    'a group that is being deleted': { world: world(group({ gracePeriodSeconds: 0, ...deleting })) },
    'a group that a service manages': { world: world(group({ gracePeriodSeconds: 0, ...managed })) },
  },
});
