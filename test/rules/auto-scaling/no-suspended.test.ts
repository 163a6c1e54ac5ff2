import healing from '../../../rules/auto-scaling/no-suspended-healing.ts';
import scaling from '../../../rules/auto-scaling/no-suspended-scaling.ts';
import registered from '../../../rules/auto-scaling/new-instances-registered.ts';
import { deleting, group, managed, worker } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, world } from '../../kit/world.ts';

const suspended = (...names: readonly string[]) => ({
  suspendedProcesses: names.map((name) => ({ name, reason: `User suspended at 2026-11-01T00:00:00Z` })),
});
const evidence = ['suspendedProcesses'];
const unread = {
  'AWS sent no list': {
    world: world(group({ suspendedProcesses: denied('autoscaling:DescribeAutoScalingGroups') })),
    gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
  },
};

ruleCases(healing, {
  pass: {
    'nothing is suspended': { world: world(group()), evidence },
    'a process that heals nothing': { world: world(group(suspended('AZRebalance', 'AddToLoadBalancer'))), evidence },
    'a process that is new': { world: world(group(suspended('Meditate'))), evidence },
  },
  fail: {
    'the replacement of unhealthy instances': { world: world(group(suspended('ReplaceUnhealthy'))), evidence },
    'launches of a worker group': { world: world(worker(suspended('Launch'))), evidence },
    'launches of a bastion': { world: world(worker({ ...suspended('Launch'), minSize: 1, maxSize: 1 })), evidence },
    'everything, by Auto Scaling itself': {
      world: world(
        group({ suspendedProcesses: ['Launch', 'Terminate', 'HealthCheck'].map((name) => ({ name, reason: 'AdminSuspended' })) }),
      ),
      evidence,
    },
    'without a reason': { world: world(group({ suspendedProcesses: [{ name: 'Terminate', reason: null }] })), evidence },
  },
  unknown: unread,
  notApplicable: {
    'a group that is being deleted': { world: world(group({ ...suspended('Launch'), ...deleting })) },
    'a group that an AWS service runs': { world: world(group({ ...suspended('Launch'), ...managed })) },
  },
});

ruleCases(scaling, {
  pass: {
    'nothing is suspended': { world: world(group()), evidence },
    'the balance of a Kubernetes cluster, which moves its nodes itself': {
      world: world(worker({ ...suspended('AZRebalance'), tags: { 'eks:cluster-name': 'shop' } })),
      evidence,
    },
    'the balance of runners, which would cost them their jobs': { world: world(worker(suspended('AZRebalance'))), evidence },
    'a process of healing, which another rule judges': { world: world(group(suspended('ReplaceUnhealthy'))), evidence },
  },
  fail: {
    'the balance of zones': { world: world(group(suspended('AZRebalance'))), evidence },
    'alarms and schedules of a worker group': { world: world(worker(suspended('AlarmNotification', 'ScheduledActions'))), evidence },
    'schedules of a Kubernetes cluster': {
      world: world(worker({ ...suspended('AZRebalance', 'ScheduledActions'), tags: { 'eks:cluster-name': 'shop' } })),
      evidence,
    },
    'instance refreshes': { world: world(group(suspended('InstanceRefresh', 'Launch'))), evidence },
  },
  unknown: unread,
  notApplicable: { 'a group that is being deleted': { world: world(group({ ...suspended('AZRebalance'), ...deleting })) } },
});

ruleCases(registered, {
  pass: {
    'nothing is suspended': { world: world(group()), evidence },
    'another process': { world: world(group(suspended('Launch'))), evidence },
  },
  fail: {
    registration: { world: world(group(suspended('AddToLoadBalancer'))), evidence },
    'registration with a classic load balancer': {
      world: world(worker({ classicLoadBalancerNames: ['old'], ...suspended('AddToLoadBalancer') })),
      evidence,
    },
  },
  unknown: unread,
  notApplicable: {
    'a worker group': { world: world(worker(suspended('AddToLoadBalancer'))) },
    'a group that is being deleted': { world: world(group({ ...suspended('AddToLoadBalancer'), ...deleting })) },
  },
});
