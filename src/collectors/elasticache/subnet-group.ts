import { DescribeCacheSubnetGroupsCommand } from '@aws-sdk/client-elasticache';
import { defineCollector, required } from '../kit/define.ts';
import { tagsDetail } from '../kit/elasticache/tags.ts';
import { subnetIds, zonedSubnets } from '../kit/zoned-subnets.ts';

export default defineCollector({
  kind: 'elasticache.subnet-group',
  list: {
    action: 'elasticache:DescribeCacheSubnetGroups',
    fetch: ({ elastiCache }, _input: undefined, token) =>
      elastiCache.send(new DescribeCacheSubnetGroupsCommand({ MaxRecords: 100, Marker: token })),
    items: (page) => page.CacheSubnetGroups,
    next: (page) => page.Marker,
  },
  // Endpoints older than 2020 send no ARN.
  id: (group, scope) =>
    group.ARN ?? scope.arn('elasticache', `subnetgroup:${required(group.CacheSubnetGroupName, 'CacheSubnetGroupName')}`),
  key: (group) => required(group.CacheSubnetGroupName, 'CacheSubnetGroupName'),
  name: (group) => required(group.CacheSubnetGroupName, 'CacheSubnetGroupName'),
  facts: { zonedSubnets: (group) => zonedSubnets(group.Subnets) },
  relations: {
    vpc: (group) => group.VpcId ?? null,
    subnets: (group) => subnetIds(group.Subnets),
  },
  details: [tagsDetail],
});
