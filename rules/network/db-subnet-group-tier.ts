import { anyOf, defineRule, some } from '#rule-kit';
import { judgeDataSubnets } from '../_lib/data-subnets.ts';

export default defineRule({
  id: 'network.db-subnet-group-tier',
  title: 'Database subnet groups list subnets of the data tier alone',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['data-subnet-group-tier'],
  references: ['wa:SEC05-BP01', 'config:RDS_INSTANCE_SUBNET_IGW_CHECK', 'securityhub:RDS.46'],
  why: 'A failover may move the database to any subnet of its group: one that is public or belongs to the app tier gives it routes, neighbours and network ACLs that were never meant for data.',
  subject: 'rds.subnet-group',
  reads: ['ec2.subnet', 'ec2.vpc', 'rds.cluster', 'rds.instance'],
  topology: ['routing', 'subnetTiers'],
  subsumedBy: ['network.tiers-separated', 'network.data-tier-isolated'],
  appliesTo: (group, { referring }) =>
    anyOf(
      () => some(referring('rds.instance', 'subnetGroup', group), () => true),
      () => some(referring('rds.cluster', 'subnetGroup', group), () => true),
    ),
  check: judgeDataSubnets,
  fix: (group, { sh }) => ({
    cli: `${sh`aws rds modify-db-subnet-group --db-subnet-group-name ${group.key} --region ${group.region} --subnet-ids`} <subnets of the data tier, one per zone>`,
    terraform: 'aws_db_subnet_group.subnet_ids with the data subnets alone',
    cloudformation: 'AWS::RDS::DBSubnetGroup SubnetIds with the data subnets alone',
    effect: 'AWS refuses to take out a subnet in which a member stands: move that one first, by a failover or a restore.',
  }),
});
