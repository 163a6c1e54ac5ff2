import { defineRule, ifKnown } from '#rule-kit';
import { judgeSubnetGroup, standsOutsideZones } from '../_lib/subnet-group.ts';
import { spanParams } from '../_lib/zone-span.ts';

export default defineRule({
  id: 'elasticache.subnet-group-multi-az',
  title: 'Cache subnet groups span at least two zones',
  severity: 'high',
  invariants: ['data-subnet-group-azs'],
  references: ['wa:REL10-BP01'],
  why: 'Where a cache may stand is decided by its subnet group: with one zone in it there can be no standby, and none can be added in a hurry.',
  params: spanParams,
  thresholds: { strict: { minZones: 3 } },
  subject: 'elasticache.subnet-group',
  reads: ['ec2.subnet'],
  topology: ['zones'],
  appliesTo: (group, context) => !standsOutsideZones(group, context),
  check: judgeSubnetGroup,
  fix: (group, { find, sh }) => ({
    cli: `${sh`aws elasticache modify-cache-subnet-group --cache-subnet-group-name ${group.key} --region ${group.region} --subnet-ids`} ${[
      ...group.keysOf('subnets').flatMap((key) => (ifKnown(() => find('ec2.subnet', key)) === null ? [] : sh`${key}`)),
      '<subnet in another zone>',
    ].join(' ')}`,
    terraform: 'aws_elasticache_subnet_group: subnet_ids = [one per zone]',
    cloudformation: 'SubnetIds: [one per zone]',
    effect: 'Nothing moves by itself: the group only allows new members and standbys to be placed in the new zone.',
  }),
});
