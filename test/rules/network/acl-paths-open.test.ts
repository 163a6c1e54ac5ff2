import rule from '../../../rules/network/acl-paths-open.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, subnet, world, worldWithGaps } from '../../kit/world.ts';

type Entry = Facts<'ec2.network-acl'>['entries'][number];

const balancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
const groupArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1';
const blocks = { public: '10.0.1', app: '10.0.21', data: '10.0.31' } as const;
const place: readonly NodeRecord[] = [
  vpc(),
  ...Object.entries(blocks).flatMap(([tier, start]) => [
    subnet(tier, 'a', { cidrBlock: `${start}.0/25` }),
    subnet(tier, 'b', { cidrBlock: `${start}.128/25` }),
  ]),
];
const both = (tier: string) => [`subnet-${tier}-a`, `subnet-${tier}-b`];
const stack: readonly NodeRecord[] = [
  ...place,
  node('elbv2.load-balancer', balancerArn),
  node('elbv2.listener', `${balancerArn.replace('loadbalancer', 'listener')}/1`),
  node('elbv2.target-group', groupArn),
  node('autoscaling.group', 'web'),
  node('ec2.launch-template', 'lt-00000001'),
  node('ec2.launch-template-version', 'lt-00000001:1'),
  node('rds.instance', 'orders', { port: 5432 }),
  node('rds.subnet-group', 'data'),
];

const entry = (isEgress: boolean, action: string, cidrBlock: string, ports: readonly [number, number] | null, protocol = '6'): Entry => ({
  ruleNumber: 0,
  isEgress,
  protocol: ports === null ? '-1' : protocol,
  action,
  cidrBlock,
  ipv6CidrBlock: null,
  fromPort: ports?.[0] ?? null,
  toPort: ports?.[1] ?? null,
});
const into = (cidr: string, ...ports: readonly [number, number]) => entry(false, 'allow', cidr, ports);
const out = (cidr: string, ...ports: readonly [number, number]) => entry(true, 'allow', cidr, ports);
const deny = (isEgress: boolean, cidr: string) => entry(isEgress, 'deny', cidr, null);
const allowAll = [entry(false, 'allow', '0.0.0.0/0', null), entry(true, 'allow', '0.0.0.0/0', null)];

const anywhere = '0.0.0.0/0';
const [publicTier, app, data] = ['10.0.1.0/24', '10.0.21.0/24', '10.0.31.0/24'];
/** Numbered in the order in which they are written. */
const numbered = (entries: readonly Entry[]) => entries.map((each, index) => ({ ...each, ruleNumber: (index + 1) * 10 }));
const acl = (tier: string, ...entries: readonly Entry[]) =>
  node('ec2.network-acl', `acl-${tier}`, { subnets: both(tier), isDefault: false, entries: numbered(entries) });
const publicEntries = [into(anywhere, 443, 443), into(app, 1024, 65_535), out(app, 8080, 8080), out(anywhere, 1024, 65_535)];
const appEntries = [into(publicTier, 8080, 8080), into(data, 32_768, 60_999), out(publicTier, 1024, 65_535), out(data, 5432, 5432)];
const dataEntries = [into(app, 5432, 5432), out(app, 32_768, 60_999)];
const seen = ['blocked'];
const judging = (record: NodeRecord, ...nodes: readonly NodeRecord[]) => ({ world: world(...stack, record, ...nodes), evidence: seen });

ruleCases(rule, {
  pass: {
    'the default one, which allows everything': judging(acl('public', ...allowAll)),
    'what the public tier needs and no more': judging(acl('public', ...publicEntries)),
    'what the app tier needs and no more': judging(acl('app', ...appEntries)),
    'what the data tier needs and no more': judging(acl('data', ...dataEntries)),
    'a range of ports that is opened in two parts': judging(
      acl('data', into(app, 5000, 5431), into(app, 5432, 6000), out(app, 32_768, 40_000), out(app, 40_001, 65_535)),
    ),
    'a deny that comes after the allow': judging(acl('data', ...dataEntries, deny(false, anywhere), deny(true, anywhere))),
    'one app subnet that may not reach the database, while another may': judging(acl('data', deny(false, '10.0.21.0/25'), ...dataEntries)),
    'a load balancer whose clients are few': judging(acl('public', into('203.0.113.0/24', 443, 443), ...publicEntries.slice(1))),
    'a deny for a client of ill repute': judging(acl('public', deny(false, '198.51.100.7/32'), ...publicEntries)),
    'tiers in one subnet, in which no ACL acts': {
      world: world(
        ...stack.filter(({ kind }) => kind !== 'rds.subnet-group'),
        node('rds.subnet-group', 'data', { subnets: both('app') }),
        acl('app', into(publicTier, 8080, 8080), out(publicTier, 1024, 65_535)),
      ),
      evidence: seen,
    },
  },
  fail: {
    'a new one without rules': judging(acl('app')),
    'answers to load balancers that cannot go back': judging(
      acl('app', ...appEntries.slice(0, 2), out(publicTier, 32_768, 65_535), out(data, 5432, 5432)),
    ),
    'answers of the app tier that do not come in': judging(
      acl('public', into(anywhere, 443, 443), out(app, 8080, 8080), out(anywhere, 1024, 65_535)),
    ),
    'answers to clients that cannot leave': judging(acl('public', ...publicEntries.slice(0, 3), out(app, 1024, 65_535))),
    'clients that cannot come in': judging(acl('public', ...publicEntries.slice(1))),
    'another database port': judging(acl('data', into(app, 3306, 3306), out(app, 32_768, 60_999))),
    'answers of the database that cannot leave': judging(acl('data', into(app, 5432, 5432))),
    'a deny before the allow': judging(acl('data', deny(false, '10.0.0.0/8'), ...dataEntries)),
    'another protocol': judging(acl('data', entry(false, 'allow', app, [5432, 5432], '17'), out(app, 32_768, 60_999))),
    'one zone of the data tier': judging(
      node('ec2.network-acl', 'acl-b', {
        subnets: ['subnet-data-b'],
        isDefault: false,
        entries: [into(app, 3306, 3306), out(app, 32_768, 60_999)],
      }),
    ),
    'one zone of the public tier, which every load balancer node calls across': judging(
      acl('app', into('10.0.1.0/25', 8080, 8080), ...appEntries.slice(1)),
    ),
    'a cache': judging(acl('data', ...dataEntries), node('elasticache.cluster', 'sessions-001'), node('elasticache.subnet-group', 'data')),
    'a cluster of databases': judging(acl('data', ...dataEntries), node('rds.cluster', 'billing', { port: 3306, subnetGroup: 'data' })),
    'a load balancer that is cut off, though databases cannot be listed': {
      world: worldWithGaps(
        { 'rds.instance': denied('rds:DescribeDBInstances') },
        ...stack.filter(({ kind }) => kind !== 'rds.instance'),
        acl('app'),
      ),
      evidence: seen,
    },
  },
  unknown: {
    'only a part of a subnet is let through': {
      world: world(...stack, acl('data', deny(false, '10.0.21.0/26'), deny(false, '10.0.21.128/26'), ...dataEntries)),
      gaps: ['no-evidence'],
    },
    'an action that is new': {
      world: world(...stack, acl('data', { ...into(app, 5432, 5432), action: 'inspect' }, out(app, 32_768, 60_999))),
      gaps: ['unsupported'],
    },
    'subnets without IPv4': {
      world: world(
        ...stack.filter(({ key }) => !key.startsWith('subnet-data')),
        subnet('data', 'a', { cidrBlock: null, ipv6CidrBlocks: ['2001:db8::/64'] }),
        node('ec2.network-acl', 'acl-app', { subnets: both('app'), entries: appEntries }),
      ),
      gaps: ['unsupported'],
    },
    'load balancers cannot be listed': {
      world: worldWithGaps(
        { 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') },
        ...place,
        acl('app', ...appEntries),
      ),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
  },
  notApplicable: {
    'one that holds no subnet': { world: world(...stack, node('ec2.network-acl', 'acl-spare', { entries: [] })) },
  },
});
