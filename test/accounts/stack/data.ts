import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { node } from '../../kit/world.ts';
import { firstOf, type StackOptions } from './options.ts';

const key = 'arn:aws:kms:eu-west-1:111111111111:key/data';
const tags = { Environment: 'production', Name: 'web' };

/** Database and cache with their subnet groups, parameters and key. */
export function data(options: StackOptions): readonly NodeRecord[] {
  const { letters } = options;
  const subnets = letters.map((letter) => `subnet-data-${letter}`);
  const zonedSubnets = letters.map((letter) => ({ subnetId: `subnet-data-${letter}`, zoneName: `eu-west-1${letter}`, outpostArn: null }));
  return [
    node('kms.key', key),
    node('rds.subnet-group', 'data', { subnets, zonedSubnets }),
    node('elasticache.subnet-group', 'data', { subnets, zonedSubnets }),
    ...database(options),
    ...cache(options, subnets),
  ];
}

function database({ letters, database: form }: StackOptions): readonly NodeRecord[] {
  if (form === 'instance') {
    return [node('rds.instance', 'orders', { kmsKey: key, tags }), node('rds.parameter-group', 'orders')];
  }
  const isAurora = form === 'aurora';
  const names = letters.map((letter) => `orders-${letter}`);
  const writer = `orders-${firstOf(letters)}`;
  return [
    node('rds.cluster', 'orders', {
      kmsKey: key,
      engine: isAurora ? 'aurora-postgresql' : 'postgres',
      storageType: isAurora ? 'aurora' : 'gp3',
      instanceClass: isAurora ? null : 'db.r6gd.large',
      autoMinorVersionUpgrade: isAurora ? null : true,
      publiclyAccessible: isAurora ? null : false,
      members: names.map((instanceId) => ({ instanceId, isWriter: instanceId === writer, promotionTier: 1 })),
      instances: names,
      tags,
    }),
    node('rds.cluster-parameter-group', 'orders'),
    node('rds.parameter-group', 'orders', { parameters: [] }),
    ...letters.map((letter) =>
      node('rds.instance', `orders-${letter}`, {
        kmsKey: key,
        cluster: 'orders',
        engine: isAurora ? 'aurora-postgresql' : 'postgres',
        storageType: isAurora ? 'aurora' : 'gp3',
        multiAz: false,
        zoneName: `eu-west-1${letter}`,
        secondaryZoneName: null,
        promotionTier: 1,
        tags,
      }),
    ),
  ];
}

function cache({ letters, cache: form }: StackOptions, subnets: readonly string[]): readonly NodeRecord[] {
  if (form === 'serverless') {
    return [
      node('elasticache.serverless-cache', 'sessions', { subnets, kmsKey: key, tags }),
      node('elasticache.user', 'app', { userName: 'app', userGroupIds: ['app'], accessString: 'on ~app:* +@read +@write' }),
    ];
  }
  const shards = form === 'cluster-mode' ? ['0001', '0002'] : ['0001'];
  const clusterId = (shard: string, letter: string) => `sessions-${shard}-${letter}`;
  const nodeGroups = shards.map((nodeGroupId) => ({
    nodeGroupId,
    status: 'available',
    primaryPort: form === 'cluster-mode' ? null : 6379,
    members: letters.map((letter, index) => ({
      cacheClusterId: clusterId(nodeGroupId, letter),
      zoneName: `eu-west-1${letter}`,
      role: form === 'cluster-mode' ? null : index === 0 ? 'primary' : 'replica',
    })),
  }));
  return [
    node('elasticache.replication-group', 'sessions', {
      nodeGroups,
      clusterEnabled: form === 'cluster-mode',
      clusterMode: form === 'cluster-mode' ? 'enabled' : 'disabled',
      configurationPort: form === 'cluster-mode' ? 6379 : null,
      memberClusters: shards.flatMap((shard) => letters.map((letter) => clusterId(shard, letter))),
      kmsKey: key,
      tags,
    }),
    ...shards.flatMap((shard) =>
      letters.map((letter) =>
        node('elasticache.cluster', clusterId(shard, letter), {
          nodes: [{ nodeId: '0001', zoneName: `eu-west-1${letter}`, port: 6379 }],
          tags,
        }),
      ),
    ),
  ];
}
