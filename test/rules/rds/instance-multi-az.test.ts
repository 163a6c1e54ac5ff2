import rule from '../../../rules/rds/instance-multi-az.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, world, worldWithGaps } from '../../kit/world.ts';

const db = node.bind(null, 'rds.instance', 'orders');

ruleCases(rule, {
  pass: {
    'a standby exists': { world: world(db()), evidence: ['multiAz', 'zoneName', 'secondaryZoneName'] },
    'the standby zone is not named yet, right after the conversion': {
      world: world(db({ secondaryZoneName: null, status: 'modifying' })),
      evidence: ['multiAz', 'zoneName', 'secondaryZoneName'],
    },
    'a stopped instance is judged by its configuration': {
      world: world(db({ status: 'stopped' })),
      evidence: ['multiAz', 'zoneName', 'secondaryZoneName'],
    },
  },
  fail: {
    'one zone': { world: world(db({ multiAz: false })), evidence: ['multiAz'] },
    'one zone with a read replica': { world: world(db({ multiAz: false, replicaIds: ['orders-replica'] })), evidence: ['multiAz'] },
    'the standby is scheduled for removal': { world: world(db({ pending: { multiAz: false } })), evidence: ['multiAz', 'pending'] },
    'the standby waits for the maintenance window': {
      world: world(db({ multiAz: false, pending: { multiAz: true } })),
      evidence: ['multiAz', 'pending'],
    },
  },
  unknown: {
    'the instance is being created': { world: world(db({ multiAz: false, status: 'creating' })), gaps: ['transitional'] },
    'AWS sent no MultiAZ': { world: world(db({ multiAz: denied('rds:DescribeDBInstances') })), gaps: ['denied rds:DescribeDBInstances'] },
    'the listing broke off after this instance and its engine is missing': {
      world: worldWithGaps({ 'rds.instance': denied('rds:DescribeDBInstances') }, db({ engine: denied('rds:DescribeDBInstances') })),
      gaps: ['denied rds:DescribeDBInstances'],
    },
  },
  notApplicable: {
    'a member of a cluster': { world: world(db({ cluster: 'orders', engine: 'aurora-postgresql', multiAz: false })) },
    'a read replica': { world: world(db({ replicaSource: 'main', multiAz: false })) },
    'DocumentDB in the same listing': { world: world(db({ engine: 'docdb', multiAz: false })) },
    'an instance that is being deleted': { world: world(db({ status: 'deleting', multiAz: false })) },
  },
});
