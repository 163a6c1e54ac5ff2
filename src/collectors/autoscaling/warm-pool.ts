import { DescribeWarmPoolCommand } from '@aws-sdk/client-auto-scaling';
import { allPages } from '../kit/all-pages.ts';
import { defineCollector, required } from '../kit/define.ts';
import { forGroup } from '../kit/autoscaling/per-group.ts';

export default defineCollector({
  kind: 'autoscaling.warm-pool',
  list: {
    action: 'autoscaling:DescribeWarmPool',
    after: ['autoscaling.group'],
    // Whether a group has a pool is decided by its own description.
    requests: (nodes) =>
      nodes('autoscaling.group')
        .filter(({ facts }) => facts.warmPool !== null)
        .map(forGroup),
    // A pool is one node however many pages its instances fill.
    fetch: async ({ autoScaling }, group: string) => {
      const pages = await allPages(
        (token) => autoScaling.send(new DescribeWarmPoolCommand({ AutoScalingGroupName: group, MaxRecords: 50, NextToken: token })),
        (page) => page.NextToken,
      );
      return { group, instances: pages.flatMap((page) => page.Instances ?? []) };
    },
    items: (pool) => [pool],
  },
  id: ({ group }, scope) => scope.arn('autoscaling', `warmPool/${group}`),
  key: ({ group }) => group,
  facts: {
    instances: ({ instances }) =>
      instances.map((instance) => ({
        instanceId: required(instance.InstanceId, 'Instances.InstanceId'),
        lifecycleState: required(instance.LifecycleState, 'Instances.LifecycleState'),
        zoneName: required(instance.AvailabilityZone, 'Instances.AvailabilityZone'),
      })),
  },
  relations: { group: ({ group }) => group },
});
