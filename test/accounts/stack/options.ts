/** How a stack is built. All of them are sound. */
export interface StackOptions {
  readonly letters: readonly Letter[];
  /** How private subnets of the app tier reach AWS. */
  readonly egress: 'nat-per-zone' | 'regional-nat' | 'endpoints';
  readonly ipv6: boolean;
  readonly compute: 'instances' | 'mixed-instances' | 'fargate';
  readonly database: 'instance' | 'aurora' | 'multi-az-cluster';
  readonly cache: 'replication-group' | 'cluster-mode' | 'serverless';
}

export type Letter = 'a' | 'b' | 'c';

/** The zone that comes first, where something has to stand in one. */
export function firstOf(letters: readonly Letter[]): Letter {
  const [first] = letters;
  if (first === undefined) throw new Error('a stack needs a zone');
  return first;
}

export const stacks: Readonly<Record<string, StackOptions>> = {
  'instances behind a load balancer, a Multi-AZ instance, NAT in each of two zones': {
    letters: ['a', 'b'],
    egress: 'nat-per-zone',
    ipv6: false,
    compute: 'instances',
    database: 'instance',
    cache: 'replication-group',
  },
  'three zones, IPv6, Aurora, cluster-mode cache, regional NAT': {
    letters: ['a', 'b', 'c'],
    egress: 'regional-nat',
    ipv6: true,
    compute: 'instances',
    database: 'aurora',
    cache: 'cluster-mode',
  },
  'Fargate in three zones with endpoints and no way out, Multi-AZ DB cluster, serverless cache': {
    letters: ['a', 'b', 'c'],
    egress: 'endpoints',
    ipv6: false,
    compute: 'fargate',
    database: 'multi-az-cluster',
    cache: 'serverless',
  },
  'mixed instances, Aurora, NAT in each of three zones': {
    letters: ['a', 'b', 'c'],
    egress: 'nat-per-zone',
    ipv6: false,
    compute: 'mixed-instances',
    database: 'aurora',
    cache: 'replication-group',
  },
};
