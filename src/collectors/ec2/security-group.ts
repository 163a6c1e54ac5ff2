import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { ownedArn } from '../kit/ec2/owned-arn.ts';
import { securityGroupRules } from '../kit/ec2/security-group-rule.ts';
import { tagMap, textOrNull } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.security-group',
  list: {
    action: 'ec2:DescribeSecurityGroups',
    fetch: ({ ec2 }, _input: undefined, token) => ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 1000, NextToken: token })),
    items: (page) => page.SecurityGroups,
    next: (page) => page.NextToken,
  },
  id: (group, scope) => group.SecurityGroupArn ?? ownedArn(scope, group.OwnerId, `security-group/${required(group.GroupId, 'GroupId')}`),
  key: (group) => required(group.GroupId, 'GroupId'),
  name: (group) => required(group.GroupName, 'GroupName'),
  facts: {
    ownerId: (group) => required(group.OwnerId, 'OwnerId'),
    groupName: (group) => required(group.GroupName, 'GroupName'),
    ingress: (group) => securityGroupRules(group.IpPermissions),
    egress: (group) => securityGroupRules(group.IpPermissionsEgress),
    tags: (group) => tagMap(group.Tags),
  },
  relations: { vpc: (group) => textOrNull(group.VpcId) },
});
