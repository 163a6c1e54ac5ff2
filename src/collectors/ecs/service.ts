import { DescribeServicesCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import { defineCollector } from '../kit/define.ts';
import { found } from '../kit/ecs/failures.ts';
import { lastPart } from '../kit/ecs/names.ts';
import { describedByCluster, perCluster } from '../kit/ecs/per-cluster.ts';
import { serviceFacts, toldOfServices } from '../kit/ecs/service-facts.ts';

export default defineCollector({
  kind: 'ecs.service',
  list: {
    action: 'ecs:ListServices',
    after: ['ecs.cluster'],
    requests: perCluster,
    fetch: ({ ecs }, cluster: string, token) => ecs.send(new ListServicesCommand({ cluster, maxResults: 100, nextToken: token })),
    items: (page, cluster) => page.serviceArns?.map((arn) => ({ arn, cluster })),
    next: (page) => page.nextToken,
  },
  id: ({ arn }) => arn,
  // ARNs of the old format do not name the cluster.
  key: ({ arn, cluster }) => `${cluster}/${lastPart(arn)}`,
  name: ({ arn }) => lastPart(arn),
  facts: {},
  relations: { cluster: ({ cluster }) => cluster },
  details: [
    {
      action: 'ecs:DescribeServices',
      facts: toldOfServices,
      batch: 10,
      fetch: ({ ecs }, items) =>
        describedByCluster(items, async (cluster, services) => {
          const page = found(await ecs.send(new DescribeServicesCommand({ cluster, services, include: ['TAGS'] })));
          return (page.services ?? []).map((service) => [service.serviceArn, serviceFacts(service)] as const);
        }),
    },
  ],
});
