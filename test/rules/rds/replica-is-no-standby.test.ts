import rule from '../../../rules/rds/replica-is-no-standby.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world } from '../../kit/world.ts';

const db = (overrides: Override<'rds.instance'> = {}) => node('rds.instance', 'orders', { replicaIds: ['orders-replica'], ...overrides });

ruleCases(rule, {
  pass: { 'a standby beside the replica': { world: world(db()), evidence: ['multiAz', 'replicaIds'] } },
  fail: {
    'a replica instead of a standby': { world: world(db({ multiAz: false })), evidence: ['multiAz', 'replicaIds'] },
    'an Aurora replica instead of a standby': {
      world: world(db({ multiAz: false, replicaIds: [], replicaClusterIds: ['orders-aurora'] })),
      evidence: ['multiAz', 'replicaIds'],
    },
  },
  unknown: {
    'AWS sent no MultiAZ': { world: world(db({ multiAz: denied('rds:DescribeDBInstances') })), gaps: ['denied rds:DescribeDBInstances'] },
  },
  notApplicable: {
    'an instance without replicas': { world: world(db({ replicaIds: [] })) },
    'a replica of a replica is judged by its source': { world: world(db({ replicaSource: 'main', multiAz: false })) },
    'a member of a cluster': { world: world(db({ cluster: 'orders', multiAz: false })) },
  },
});
