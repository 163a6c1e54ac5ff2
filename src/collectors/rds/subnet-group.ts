import { DescribeDBSubnetGroupsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-rds';
import { defineCollector, required } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { tagMap } from '../kit/values.ts';
import { subnetIds, zonedSubnets } from '../kit/zoned-subnets.ts';

export default defineCollector({
  kind: 'rds.subnet-group',
  list: {
    action: 'rds:DescribeDBSubnetGroups',
    fetch: ({ rds }, _input: undefined, token) => rds.send(new DescribeDBSubnetGroupsCommand({ MaxRecords: 100, Marker: token })),
    items: (page) => page.DBSubnetGroups,
    next: (page) => page.Marker,
  },
  id: (group) => required(group.DBSubnetGroupArn, 'DBSubnetGroupArn'),
  key: (group) => required(group.DBSubnetGroupName, 'DBSubnetGroupName'),
  name: (group) => required(group.DBSubnetGroupName, 'DBSubnetGroupName'),
  facts: {
    status: (group) => group.SubnetGroupStatus ?? null,
    zonedSubnets: (group) => zonedSubnets(group.Subnets),
  },
  relations: {
    vpc: (group) => group.VpcId ?? null,
    subnets: (group) => subnetIds(group.Subnets),
  },
  details: [
    {
      action: 'rds:ListTagsForResource',
      facts: ['tags'],
      batch: 1,
      fetch: oneByOne(async ({ rds }, { item }) => {
        const page = await rds.send(new ListTagsForResourceCommand({ ResourceName: required(item.DBSubnetGroupArn, 'DBSubnetGroupArn') }));
        return { tags: tagMap(page.TagList) };
      }),
    },
  ],
});
