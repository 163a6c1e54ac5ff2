import clusterCredentials from '../../../rules/rds/cluster-credentials-managed.ts';
import clusterProtection from '../../../rules/rds/cluster-deletion-protection.ts';
import clusterNotPublic from '../../../rules/rds/cluster-not-public.ts';
import clusterTls from '../../../rules/rds/cluster-tls.ts';
import instanceCredentials from '../../../rules/rds/instance-credentials-managed.ts';
import instanceProtection from '../../../rules/rds/instance-deletion-protection.ts';
import instanceNotPublic from '../../../rules/rds/instance-not-public.ts';
import instanceTls from '../../../rules/rds/instance-tls.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const db = (overrides: Override<'rds.instance'> = {}) => node('rds.instance', 'orders', overrides);
const cluster = (overrides: Override<'rds.cluster'> = {}) => node('rds.cluster', 'orders', overrides);
const multiAzCluster = (overrides: Override<'rds.cluster'> = {}) => cluster({ engine: 'mysql', publiclyAccessible: false, ...overrides });

ruleCases(instanceNotPublic, {
  pass: {
    'a private address': { world: world(db()), evidence: ['publiclyAccessible'] },
    'of a DocumentDB member': { world: world(db({ engine: 'docdb', cluster: 'docs' })), evidence: ['publiclyAccessible'] },
  },
  fail: {
    'a public address, whatever the security groups say': {
      world: world(db({ publiclyAccessible: true })),
      evidence: ['publiclyAccessible'],
    },
    'of an Aurora member': {
      world: world(db({ engine: 'aurora-mysql', cluster: 'orders', publiclyAccessible: true })),
      evidence: ['publiclyAccessible'],
    },
    'of a read replica': { world: world(db({ replicaSource: 'main', publiclyAccessible: true })), evidence: ['publiclyAccessible'] },
  },
  unknown: { 'AWS sent no flag': { world: world(db({ publiclyAccessible: gap('malformed') })), gaps: ['malformed'] } },
  notApplicable: {
    'a member of a Multi-AZ cluster': { world: world(db({ engine: 'mysql', cluster: 'orders', publiclyAccessible: true })) },
    'an instance that is being deleted': { world: world(db({ status: 'deleting', publiclyAccessible: true })) },
  },
});

ruleCases(clusterNotPublic, {
  pass: {
    'a private Multi-AZ cluster': { world: world(multiAzCluster()), evidence: ['publiclyAccessible'] },
    'without VPC networking, but without a gateway too': {
      world: world(cluster({ vpcNetworkingEnabled: false, internetAccessGatewayEnabled: false })),
      evidence: ['internetAccessGatewayEnabled'],
    },
  },
  fail: {
    'a public Multi-AZ cluster': { world: world(multiAzCluster({ publiclyAccessible: true })), evidence: ['publiclyAccessible'] },
    'an internet access gateway': {
      world: world(cluster({ vpcNetworkingEnabled: false, internetAccessGatewayEnabled: true })),
      evidence: ['internetAccessGatewayEnabled'],
    },
  },
  unknown: {
    'AWS does not say': { world: world(multiAzCluster({ publiclyAccessible: null })), gaps: ['no-evidence'] },
    'no VPC networking and nothing said of a gateway': { world: world(cluster({ vpcNetworkingEnabled: false })), gaps: ['no-evidence'] },
  },
  notApplicable: { 'Aurora, whose instances are judged one by one': { world: world(cluster()) } },
});

ruleCases(instanceProtection, {
  pass: { protected: { world: world(db()), evidence: ['deletionProtection'] } },
  fail: { 'not protected': { world: world(db({ deletionProtection: false })), evidence: ['deletionProtection'] } },
  unknown: { 'AWS sent no flag': { world: world(db({ deletionProtection: gap('malformed') })), gaps: ['malformed'] } },
  notApplicable: {
    'a member, whose own flag means nothing': { world: world(db({ cluster: 'orders', deletionProtection: false })) },
    'a read replica': { world: world(db({ replicaSource: 'main', deletionProtection: false })) },
  },
});

ruleCases(clusterProtection, {
  pass: { protected: { world: world(cluster()), evidence: ['deletionProtection'] } },
  fail: { 'not protected': { world: world(cluster({ deletionProtection: false })), evidence: ['deletionProtection'] } },
  unknown: { 'AWS does not say': { world: world(cluster({ deletionProtection: null })), gaps: ['no-evidence'] } },
  notApplicable: { 'a cluster that is being deleted': { world: world(cluster({ status: 'deleting', deletionProtection: false })) } },
});

const byHand = { masterUserSecret: null, iamAuthenticationEnabled: false };
const credentials = ['masterUserSecret', 'iamAuthenticationEnabled'];

ruleCases(instanceCredentials, {
  pass: {
    'RDS keeps the secret': { world: world(db()), evidence: ['masterUserSecret'] },
    'the secret is being rotated': { world: world(db({ masterUserSecret: { status: 'rotating' } })), evidence: ['masterUserSecret'] },
    'IAM logs in': { world: world(db({ ...byHand, iamAuthenticationEnabled: true })), evidence: ['iamAuthenticationEnabled'] },
  },
  fail: {
    'neither of them': { world: world(db(byHand)), evidence: credentials },
    'the secret is impaired': { world: world(db({ masterUserSecret: { status: 'impaired' } })), evidence: ['masterUserSecret'] },
  },
  unknown: {
    'a status nobody has seen': { world: world(db({ masterUserSecret: { status: 'resting' } })), gaps: ['no-evidence'] },
    'AWS does not say whether IAM logs in': { world: world(db({ ...byHand, iamAuthenticationEnabled: null })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a member of a cluster': { world: world(db({ ...byHand, cluster: 'orders' })) },
    'a read replica': { world: world(db({ ...byHand, replicaSource: 'main' })) },
    'RDS Custom': { world: world(db({ ...byHand, engine: 'custom-oracle-ee' })) },
  },
});

ruleCases(clusterCredentials, {
  pass: { 'RDS keeps the secret': { world: world(cluster()), evidence: ['masterUserSecret'] } },
  fail: {
    'neither of them': { world: world(cluster(byHand)), evidence: credentials },
    'a Neptune cluster without IAM': { world: world(cluster({ ...byHand, engine: 'neptune' })), evidence: credentials },
  },
  unknown: { 'AWS says nothing': { world: world(cluster({ ...byHand, iamAuthenticationEnabled: null })), gaps: ['no-evidence'] } },
  notApplicable: { 'a replica of another cluster': { world: world(cluster({ ...byHand, readReplicaSource: 'main' })) } },
});

type Parameter = readonly [name: string, value: string | null, source?: string];
const parameters = (...given: readonly Parameter[]) => ({
  parameters: given.map(([name, value, source = 'user']) => ({ name, value, source })),
});
const withGroup = (group: ReturnType<typeof parameters>, overrides: Override<'rds.instance'> = {}) =>
  world(db(overrides), node('rds.parameter-group', 'orders', group));
const withClusterGroup = (group: ReturnType<typeof parameters>, overrides: Override<'rds.cluster'> = {}) =>
  world(cluster(overrides), node('rds.cluster-parameter-group', 'orders', group));

ruleCases(instanceTls, {
  pass: {
    'PostgreSQL refuses plain connections': {
      world: withGroup(parameters(['rds.force_ssl', '1', 'system'])),
      evidence: ['rds.force_ssl', 'parameterGroupStates'],
    },
    'MySQL does, in letters': {
      world: withGroup(parameters(['require_secure_transport', 'ON']), { engine: 'mysql' }),
      evidence: ['require_secure_transport', 'parameterGroupStates'],
    },
    'SQL Server does': {
      world: withGroup(parameters(['rds.force_ssl', '1']), { engine: 'sqlserver-se' }),
      evidence: ['rds.force_ssl', 'parameterGroupStates'],
    },
  },
  fail: {
    'PostgreSQL accepts plain connections': { world: withGroup(parameters(['rds.force_ssl', '0'])), evidence: ['rds.force_ssl'] },
    'MySQL keeps the default of the engine': {
      world: withGroup(parameters(['require_secure_transport', null, 'engine-default']), { engine: 'mysql' }),
      evidence: ['require_secure_transport'],
    },
    'off as soon as the instance restarts': {
      world: withGroup(parameters(['rds.force_ssl', '0']), { parameterGroupStates: [{ name: 'orders', status: 'pending-reboot' }] }),
      evidence: ['rds.force_ssl'],
    },
  },
  unknown: {
    'on, but perhaps not in force': {
      world: withGroup(parameters(['rds.force_ssl', '1']), { parameterGroupStates: [{ name: 'orders', status: 'pending-reboot' }] }),
      gaps: ['transitional'],
    },
    'the default of PostgreSQL is not assumed': {
      world: withGroup(parameters(['rds.force_ssl', null, 'engine-default'])),
      gaps: ['no-evidence'],
    },
    'an engine too old for the parameter': { world: withGroup(parameters(), { engine: 'mariadb' }), gaps: ['no-evidence'] },
    'the parameters may not be read': {
      world: worldWithGaps({ 'rds.parameter-group': denied('rds:DescribeDBParameters') }, db()),
      gaps: ['denied rds:DescribeDBParameters'],
    },
  },
  notApplicable: {
    'Oracle, which has options for it': { world: withGroup(parameters(), { engine: 'oracle-ee' }) },
    'a member of a cluster': { world: withGroup(parameters(['rds.force_ssl', '0']), { cluster: 'orders' }) },
  },
});

ruleCases(clusterTls, {
  pass: {
    'Aurora PostgreSQL refuses plain connections': {
      world: withClusterGroup(parameters(['rds.force_ssl', '1'])),
      evidence: ['rds.force_ssl', 'membersOutOfSync'],
    },
    'DocumentDB asks for a TLS version': {
      world: withClusterGroup(parameters(['tls', 'tls1.2+']), { engine: 'docdb' }),
      evidence: ['tls', 'membersOutOfSync'],
    },
  },
  fail: {
    'Aurora MySQL keeps the default': {
      world: withClusterGroup(parameters(['require_secure_transport', 'OFF', 'system']), { engine: 'aurora-mysql' }),
      evidence: ['require_secure_transport'],
    },
    'DocumentDB with TLS off': { world: withClusterGroup(parameters(['tls', 'disabled']), { engine: 'docdb' }), evidence: ['tls'] },
  },
  unknown: {
    'on, but a member waits for a restart': {
      world: withClusterGroup(parameters(['rds.force_ssl', '1']), { membersOutOfSync: ['orders-2'] }),
      gaps: ['transitional'],
    },
    'no parameter group is named': { world: world(cluster({ parameterGroup: null })), gaps: ['no-evidence'] },
    'the group does not tell': { world: withClusterGroup(parameters()), gaps: ['no-evidence'] },
  },
  notApplicable: { 'Neptune accepts nothing else': { world: withClusterGroup(parameters(), { engine: 'neptune' }) } },
});
