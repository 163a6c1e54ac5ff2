import { DescribeNetworkAclsCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { ownedArn } from '../kit/ec2/owned-arn.ts';
import { tagMap } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.network-acl',
  list: {
    action: 'ec2:DescribeNetworkAcls',
    fetch: ({ ec2 }, _input: undefined, token) => ec2.send(new DescribeNetworkAclsCommand({ MaxResults: 1000, NextToken: token })),
    items: (page) => page.NetworkAcls,
    next: (page) => page.NextToken,
  },
  id: (acl, scope) => ownedArn(scope, acl.OwnerId, `network-acl/${required(acl.NetworkAclId, 'NetworkAclId')}`),
  key: (acl) => required(acl.NetworkAclId, 'NetworkAclId'),
  facts: {
    isDefault: (acl) => required(acl.IsDefault, 'IsDefault'),
    entries: (acl) =>
      (acl.Entries ?? []).map((entry) => ({
        ruleNumber: required(entry.RuleNumber, 'Entries.RuleNumber'),
        isEgress: required(entry.Egress, 'Entries.Egress'),
        protocol: required(entry.Protocol, 'Entries.Protocol'),
        action: required(entry.RuleAction, 'Entries.RuleAction'),
        cidrBlock: entry.CidrBlock ?? null,
        ipv6CidrBlock: entry.Ipv6CidrBlock ?? null,
        fromPort: entry.PortRange?.From ?? null,
        toPort: entry.PortRange?.To ?? null,
      })),
    tags: (acl) => tagMap(acl.Tags),
  },
  relations: {
    vpc: (acl) => required(acl.VpcId, 'VpcId'),
    subnets: (acl) => (acl.Associations ?? []).map(({ SubnetId }) => required(SubnetId, 'Associations.SubnetId')),
  },
});
