import { defineRule, some } from '#rule-kit';
import { judgeDataSubnets } from '../_lib/data-subnets.ts';

export default defineRule({
  id: 'network.cache-subnet-group-tier',
  title: 'Cache subnet groups list subnets of the data tier alone',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['data-subnet-group-tier'],
  references: ['wa:SEC05-BP01'],
  why: 'A node that is replaced may come up in any subnet of its group: one that is public or belongs to the app tier gives it routes, neighbours and network ACLs that were never meant for data.',
  subject: 'elasticache.subnet-group',
  reads: ['ec2.subnet', 'ec2.vpc', 'elasticache.cluster'],
  topology: ['routing', 'subnetTiers'],
  subsumedBy: ['network.tiers-separated', 'network.data-tier-isolated'],
  appliesTo: (group, { referring }) => some(referring('elasticache.cluster', 'subnetGroup', group), () => true),
  check: judgeDataSubnets,
  fix: (group, { sh }) => ({
    cli: `${sh`aws elasticache modify-cache-subnet-group --cache-subnet-group-name ${group.key} --region ${group.region} --subnet-ids`} <subnets of the data tier, one per zone>`,
    terraform: 'aws_elasticache_subnet_group.subnet_ids with the data subnets alone',
    cloudformation: 'AWS::ElastiCache::SubnetGroup SubnetIds with the data subnets alone',
    effect: 'AWS refuses to take out a subnet in which a node stands: replace that node first.',
  }),
});
