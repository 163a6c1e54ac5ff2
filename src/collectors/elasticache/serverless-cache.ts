import { DescribeServerlessCachesCommand } from '@aws-sdk/client-elasticache';
import { defineCollector, required } from '../kit/define.ts';
import { tagsDetail } from '../kit/elasticache/tags.ts';
import { kmsKeyArn } from '../kit/kms-key-arn.ts';

export default defineCollector({
  kind: 'elasticache.serverless-cache',
  list: {
    action: 'elasticache:DescribeServerlessCaches',
    fetch: ({ elastiCache }, _input: undefined, token) =>
      elastiCache.send(new DescribeServerlessCachesCommand({ MaxResults: 50, NextToken: token })),
    items: (page) => page.ServerlessCaches,
    next: (page) => page.NextToken,
  },
  id: (cache) => required(cache.ARN, 'ARN'),
  key: (cache) => required(cache.ServerlessCacheName, 'ServerlessCacheName'),
  name: (cache) => required(cache.ServerlessCacheName, 'ServerlessCacheName'),
  facts: {
    engine: (cache) => cache.Engine ?? null,
    status: (cache) => required(cache.Status, 'Status'),
    port: (cache) => cache.Endpoint?.Port ?? null,
    readerPort: (cache) => cache.ReaderEndpoint?.Port ?? null,
    userGroupId: (cache) => cache.UserGroupId ?? null,
    snapshotRetentionDays: (cache) => cache.SnapshotRetentionLimit ?? null,
  },
  relations: {
    subnets: (cache) => cache.SubnetIds ?? [],
    securityGroups: (cache) => cache.SecurityGroupIds ?? [],
    kmsKey: (cache, scope) => kmsKeyArn(cache.KmsKeyId, scope),
  },
  details: [tagsDetail],
});
