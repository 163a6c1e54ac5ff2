import { DescribeCapacityProvidersCommand } from '@aws-sdk/client-ecs';
import { defineCollector, required } from '../kit/define.ts';
import { ecsTags, lastPart } from '../kit/ecs/names.ts';

export default defineCollector({
  kind: 'ecs.capacity-provider',
  list: {
    action: 'ecs:DescribeCapacityProviders',
    fetch: ({ ecs }, _input: undefined, token) =>
      ecs.send(new DescribeCapacityProvidersCommand({ include: ['TAGS'], maxResults: 10, nextToken: token })),
    items: (page) => page.capacityProviders,
    next: (page) => page.nextToken,
  },
  id: (provider) => required(provider.capacityProviderArn, 'capacityProviderArn'),
  key: (provider) => required(provider.name, 'name'),
  name: (provider) => required(provider.name, 'name'),
  facts: {
    status: (provider) => required(provider.status, 'status'),
    autoScaling: ({ autoScalingGroupProvider: provider }) =>
      provider === undefined
        ? null
        : {
            managedScaling: provider.managedScaling?.status ?? null,
            managedTerminationProtection: provider.managedTerminationProtection ?? null,
            managedDraining: provider.managedDraining ?? null,
            targetCapacityPercent: provider.managedScaling?.targetCapacity ?? null,
          },
    tags: (provider) => ecsTags(provider.tags),
  },
  relations: {
    // Written as the ARN or as the name of the group.
    group: ({ autoScalingGroupProvider: provider }) =>
      provider === undefined ? null : lastPart(required(provider.autoScalingGroupArn, 'autoScalingGroupArn')),
  },
});
