import completed from '../../../rules/auto-scaling/refresh-completed.ts';
import keepsCapacity from '../../../rules/auto-scaling/refresh-keeps-capacity.ts';
import maintenance from '../../../rules/auto-scaling/maintenance-policy.ts';
import { deleting, group, managed, worker } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const refresh = (overrides: Override<'autoscaling.instance-refresh'> = {}, key = 'r-1') =>
  node('autoscaling.instance-refresh', key, overrides);
const earlier = (overrides: Override<'autoscaling.instance-refresh'>) =>
  refresh({ startedAt: '2025-06-01T00:00:00.000Z', ...overrides }, 'r-0');
const policy = (minHealthyPercentage: number | null) => ({ maintenancePolicy: { minHealthyPercentage, maxHealthyPercentage: 110 } });
const none = { maintenancePolicy: null };
const read = 'autoscaling:DescribeInstanceRefreshes';
const unlisted = { 'autoscaling.instance-refresh': denied(read) };

ruleCases(completed, {
  pass: {
    'no refresh': { world: world(group()), evidence: ['instanceRefreshes'] },
    'one that went through': { world: world(group(), refresh()), evidence: ['r-1.status'] },
    'one that was cancelled': { world: world(group(), refresh({ status: 'Cancelled' })), evidence: ['r-1.status'] },
    'one that was rolled back as planned': { world: world(group(), refresh({ status: 'RollbackSuccessful' })), evidence: ['r-1.status'] },
    'a failed one before it': { world: world(group(), refresh(), earlier({ status: 'Failed' })), evidence: ['r-1.status'] },
  },
  fail: {
    'one that failed': { world: world(group(), refresh({ status: 'Failed' })), evidence: ['r-1.status'], related: ['r-1'] },
    'a rollback that failed': { world: world(worker(), refresh({ status: 'RollbackFailed' })), evidence: ['r-1.status'] },
    'a good one before it': { world: world(group(), refresh({ status: 'Failed' }), earlier({})), evidence: ['r-1.status'] },
  },
  unknown: {
    'one that is under way': { world: world(group(), refresh({ status: 'Baking', endedAt: null })), gaps: ['transitional'] },
    'one that waits after one that failed': {
      world: world(group(), refresh({ status: 'Failed' }), refresh({ status: 'Pending', startedAt: null }, 'r-2')),
      gaps: ['transitional'],
    },
    'a status that is new': { world: world(group(), refresh({ status: 'Daydreaming' })), gaps: ['unsupported'] },
    'refreshes may not be read': { world: worldWithGaps(unlisted, group()), gaps: [`denied ${read}`] },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(group(deleting), refresh({ status: 'Failed' })) },
    'a group that an AWS service runs': { world: world(group(managed), refresh({ status: 'Failed' })) },
  },
});

ruleCases(keepsCapacity, {
  pass: {
    'no refresh yet, which AWS would run at 90 %': { world: world(group(none)), evidence: ['maintenancePolicy'] },
    'a refresh at the default': { world: world(group(none), refresh({ minHealthyPercentage: null })), evidence: ['maintenancePolicy'] },
    'a refresh at 90 %': { world: world(group(none), refresh()), evidence: ['maintenancePolicy', 'r-1.minHealthyPercentage'] },
    'a policy without a minimum': { world: world(group(policy(null))), evidence: ['maintenancePolicy'] },
    'a risky refresh before a safe one': {
      world: world(group(none), refresh(), earlier({ minHealthyPercentage: 0 })),
      evidence: ['maintenancePolicy', 'r-1.minHealthyPercentage'],
    },
  },
  fail: {
    'a refresh that may take out everything': {
      world: world(group(), refresh({ minHealthyPercentage: 0 })),
      evidence: ['r-1.minHealthyPercentage'],
      related: ['r-1'],
    },
    'a policy that lets go too much': { world: world(group(policy(20)), refresh()), evidence: ['maintenancePolicy'] },
    'a policy that is known decides': { world: worldWithGaps(unlisted, group(policy(0))), evidence: ['maintenancePolicy'] },
  },
  unknown: { 'refreshes may not be read': { world: worldWithGaps(unlisted, group()), gaps: [`denied ${read}`] } },
  notApplicable: {
    'a worker group': { world: world(worker(policy(0))) },
    'a group that is being deleted': { world: world(group({ ...policy(0), ...deleting })) },
  },
});

ruleCases(maintenance, {
  pass: {
    'replacements start first': { world: world(group(policy(100))), evidence: ['maintenancePolicy'] },
    'one in ten may go': { world: world(group(policy(90))), evidence: ['maintenancePolicy'] },
  },
  fail: {
    'no policy': { world: world(group(none)), evidence: ['maintenancePolicy'] },
    'a policy without a minimum': { world: world(group(policy(null))), evidence: ['maintenancePolicy'] },
    'a half may go': { world: world(group(policy(50))), evidence: ['maintenancePolicy'] },
  },
  unknown: {
    'AWS sent no policy that can be read': {
      world: world(group({ maintenancePolicy: denied('autoscaling:DescribeAutoScalingGroups') })),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
  },
  notApplicable: {
    'a worker group': { world: world(worker(none)) },
    'a group that is being deleted': { world: world(group({ ...none, ...deleting })) },
  },
});
