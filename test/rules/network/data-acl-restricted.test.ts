import rule from '../../../rules/network/data-acl-restricted.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

type Entry = Facts<'ec2.network-acl'>['entries'][number];

const place: readonly NodeRecord[] = [
  vpc(),
  subnet('data', 'a'),
  subnet('data', 'b'),
  node('rds.instance', 'orders'),
  node('rds.subnet-group', 'data'),
];
const entry = (overrides: Partial<Entry>): Entry => ({
  ruleNumber: 100,
  isEgress: false,
  protocol: '6',
  action: 'allow',
  cidrBlock: '10.0.21.0/24',
  ipv6CidrBlock: null,
  fromPort: 5432,
  toPort: 5432,
  ...overrides,
});
const acl = (entries: readonly Entry[], overrides: Override<'ec2.network-acl'> = {}) =>
  node('ec2.network-acl', 'acl-data', { subnets: ['subnet-data-a', 'subnet-data-b'], isDefault: false, entries, ...overrides });
const everything = { protocol: '-1', cidrBlock: '0.0.0.0/0', fromPort: null, toPort: null };
const seen = ['openRules'];
const judging = (...entries: readonly Entry[]) => ({ world: world(...place, acl(entries)), evidence: seen });

ruleCases(rule, {
  pass: {
    'the data port from the app subnets': judging(entry({})),
    'no rule at all': judging(),
    'everything out': judging(entry({ ...everything, isEgress: true })),
    'everything from the VPC': judging(entry({ ...everything, cidrBlock: '10.0.0.0/16' })),
    'a deny of everything': judging(entry({ ...everything, action: 'deny' })),
    'another protocol from everywhere': judging(entry({ ...everything, protocol: '1' })),
  },
  fail: {
    'the default ACL': { world: world(...place, node('ec2.network-acl', 'acl-default', { subnets: ['subnet-data-a'] })), evidence: seen },
    'everything from everywhere': judging(entry(everything)),
    'every TCP port': judging(entry({ cidrBlock: '0.0.0.0/0', fromPort: 0, toPort: 65_535 })),
    'everything over IPv6': judging(entry({ ...everything, cidrBlock: null, ipv6CidrBlock: '::/0' })),
    'half of the internet': judging(entry({ ...everything, cidrBlock: '0.0.0.0/1' })),
  },
  unknown: {
    'an action that is new': { world: world(...place, acl([entry({ action: 'inspect' })])), gaps: ['unsupported'] },
    'a rule without a block': { world: world(...place, acl([entry({ cidrBlock: null })])), gaps: ['unsupported'] },
    'databases cannot be listed': {
      world: worldWithGaps(
        { 'rds.instance': denied('rds:DescribeDBInstances') },
        ...place.filter(({ kind }) => kind !== 'rds.instance'),
        acl([]),
      ),
      gaps: ['denied rds:DescribeDBInstances'],
    },
  },
  notApplicable: {
    'one of other tiers': { world: world(...place, acl([entry(everything)], { subnets: ['subnet-app-a'] })) },
    'one that holds no subnet': { world: world(...place, acl([entry(everything)], { subnets: [] })) },
  },
});
