import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { type CollectedNodes, defineCollector, required } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { isoTime } from '../kit/values.ts';

const users = ['ec2.volume', 'elasticache.replication-group', 'elasticache.serverless-cache', 'rds.cluster', 'rds.instance'] as const;

function keysInUse(nodes: CollectedNodes): readonly string[] {
  return [...new Set(users.flatMap((kind) => nodes(kind).flatMap(({ relations }) => relations.kmsKey ?? [])))].sort();
}

/** The keys that something is encrypted with, under the ARN (of the key or of an alias) that is written there. */
export default defineCollector({
  kind: 'kms.key',
  list: {
    action: 'kms:DescribeKey',
    after: users,
    requests: (nodes, { account }) => [{ input: keysInUse(nodes).map((arn) => ({ arn, isForeign: arn.split(':')[4] !== account })) }],
    // The keys are known by those who use them: there is nothing to list.
    fetch: async (_clients, keys: readonly { readonly arn: string; readonly isForeign: boolean }[]) => keys,
    items: (keys) => keys,
  },
  id: ({ arn }) => arn,
  facts: {},
  relations: {},
  details: [
    {
      action: 'kms:DescribeKey',
      facts: ['manager', 'state', 'deletionDate'],
      batch: 1,
      // Keys that AWS manages never leave their account.
      foreign: ({ isForeign }) => (isForeign ? { manager: 'CUSTOMER' } : null),
      fetch: oneByOne(async ({ kms }, { key }) => {
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: key }));
        return {
          manager: required(KeyMetadata?.KeyManager, 'KeyManager'),
          state: required(KeyMetadata?.KeyState, 'KeyState'),
          deletionDate: isoTime(KeyMetadata?.DeletionDate),
        };
      }),
    },
  ],
});
