import { DescribeClustersCommand, ListClustersCommand } from '@aws-sdk/client-ecs';
import { defineCollector, required } from '../kit/define.ts';
import { found } from '../kit/ecs/failures.ts';
import { ecsTags, lastPart } from '../kit/ecs/names.ts';
import { strategyOf } from '../kit/ecs/service-shape.ts';

export default defineCollector({
  kind: 'ecs.cluster',
  list: {
    action: 'ecs:ListClusters',
    fetch: ({ ecs }, _input: undefined, token) => ecs.send(new ListClustersCommand({ maxResults: 100, nextToken: token })),
    items: (page) => page.clusterArns,
    next: (page) => page.nextToken,
  },
  id: (arn) => arn,
  key: lastPart,
  name: lastPart,
  facts: {},
  relations: {},
  details: [
    {
      action: 'ecs:DescribeClusters',
      facts: ['status', 'containerInsights', 'activeServicesCount', 'capacityProviders', 'defaultCapacityProviderStrategy', 'tags'],
      batch: 100,
      fetch: async ({ ecs }, items) => {
        // Without `include`, AWS leaves the settings out.
        const input = { clusters: items.map(({ item }) => item), include: ['SETTINGS' as const, 'TAGS' as const] };
        const { clusters } = found(await ecs.send(new DescribeClustersCommand(input)));
        return new Map(
          (clusters ?? []).map((cluster) => [
            lastPart(required(cluster.clusterArn, 'clusterArn')),
            {
              status: required(cluster.status, 'status'),
              containerInsights: cluster.settings?.find(({ name }) => name === 'containerInsights')?.value ?? null,
              activeServicesCount: required(cluster.activeServicesCount, 'activeServicesCount'),
              capacityProviders: cluster.capacityProviders ?? [],
              defaultCapacityProviderStrategy: strategyOf(cluster.defaultCapacityProviderStrategy),
              tags: ecsTags(cluster.tags),
            },
          ]),
        );
      },
    },
  ],
});
