import { atLeastDistinct, defineRule, every, some } from '#rule-kit';
import { cliService, hasSharedStorage, isBeingDeleted, isUsable } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.cluster-multi-az',
  title: 'Database clusters keep an instance that can take over in a second zone',
  severity: 'critical',
  invariants: ['rds-multi-az', 'rds-replica-not-ha'],
  references: ['wa:REL10-BP01', 'config:RDS_CLUSTER_MULTI_AZ_ENABLED', 'securityhub:RDS.15'],
  why: 'The storage of a cluster spans zones, its instances do not by themselves: with all of them in one zone, losing it takes the database down until a new instance is made.',
  subject: 'rds.cluster',
  reads: ['rds.instance'],
  topology: ['zones'],
  appliesTo: (cluster) => !isBeingDeleted(cluster.status) && cluster.vpcNetworkingEnabled !== false,
  check(cluster, { pass, fail, unknown, find, see, seeDerived, topology }) {
    const { engine, members } = cluster;
    if (cluster.engineMode === 'serverless') return pass('engineMode');
    if (cluster.scalabilityType === 'limitless')
      return unknown(
        'unsupported',
        'the instances of Aurora Limitless are not listed; look at ComputeRedundancy of its DB shard group',
        'scalabilityType',
      );
    if (cluster.status === 'creating') return unknown('transitional', 'the cluster is being created', 'status');
    // The secondary of a global database may run without instances on purpose.
    if (members.length === 0 && cluster.globalClusterId !== null)
      return unknown('no-evidence', 'no instances: right for a headless secondary of a global database only', 'members', 'globalClusterId');
    if (members.length <= 1)
      return fail([see(cluster, 'members')], `${members.length === 0 ? 'Has no instance' : 'Has one instance'}, so nothing can take over`);
    const instances = members.map((member) => ({ ...member, instance: find('rds.instance', member.instanceId) }));
    const missing = instances.filter(({ instance }) => instance === null);
    if (missing.length > 0)
      return unknown(
        'no-evidence',
        `${missing.map(({ instanceId }) => instanceId).join(', ')} was not among the instances AWS listed`,
        'members',
      );
    const zoneOf = ({ instance }: (typeof instances)[number]) => topology.zones.idOf(instance?.zoneName ?? '', cluster);
    const evidence = instances.flatMap(({ instance }) => (instance === null ? [] : [see(instance, 'zoneName')]));
    if (!hasSharedStorage(engine)) {
      const isSpread =
        members.length >= 3 &&
        atLeastDistinct(3, instances, zoneOf) &&
        every(instances, ({ instance }) => isUsable(instance?.status ?? ''));
      if (isSpread) return pass('members', ...evidence);
      if (cluster.status !== 'available') return unknown('transitional', `the cluster is ${cluster.status}`, 'status', 'members');
      return fail(
        [
          seeDerived(cluster, 'usableInstances', instances.length, 3, 'a Multi-AZ DB cluster has a writer and two readers in three zones'),
          ...evidence,
        ],
        'The Multi-AZ cluster does not have its three instances in three zones',
      );
    }
    const writer = instances.find(({ isWriter }) => isWriter);
    if (writer === undefined) return unknown('transitional', 'the cluster names no writer: it is failing over', 'members');
    const canTakeOver = some(
      instances,
      (each) => !each.isWriter && isUsable(each.instance?.status ?? '') && zoneOf(each) !== null && zoneOf(each) !== zoneOf(writer),
    );
    if (canTakeOver) return pass('members', ...evidence);
    return fail(
      [see(cluster, 'members'), ...evidence],
      `No reader can take over in another zone than the writer's (${writer.instance?.zoneName ?? 'unknown'})`,
    );
  },
  fix: (cluster, { sh }) => ({
    cli: `${sh`aws ${cliService(cluster.engine)} create-db-instance --db-cluster-identifier ${cluster.key} --engine ${cluster.engine} --region ${cluster.region}`} --db-instance-identifier <name> --db-instance-class <class of the writer> --availability-zone <another zone>`,
    terraform: 'a second aws_rds_cluster_instance with another availability_zone',
    cloudformation: 'a second AWS::RDS::DBInstance of the cluster with another AvailabilityZone',
    effect: 'One more instance is billed; the cluster stays available while it is made.',
  }),
});
