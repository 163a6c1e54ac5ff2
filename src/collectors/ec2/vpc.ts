import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { ownedArn } from '../kit/ec2/owned-arn.ts';
import { tagMap } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.vpc',
  list: {
    action: 'ec2:DescribeVpcs',
    fetch: ({ ec2 }, _input: undefined, token) => ec2.send(new DescribeVpcsCommand({ MaxResults: 1000, NextToken: token })),
    items: (page) => page.Vpcs,
    next: (page) => page.NextToken,
  },
  id: (vpc, scope) => ownedArn(scope, vpc.OwnerId, `vpc/${required(vpc.VpcId, 'VpcId')}`),
  key: (vpc) => required(vpc.VpcId, 'VpcId'),
  facts: {
    ownerId: (vpc) => required(vpc.OwnerId, 'OwnerId'),
    isDefault: (vpc) => required(vpc.IsDefault, 'IsDefault'),
    state: (vpc) => required(vpc.State, 'State'),
    cidrBlocks: (vpc) =>
      vpc.CidrBlockAssociationSet === undefined
        ? [required(vpc.CidrBlock, 'CidrBlock')]
        : vpc.CidrBlockAssociationSet.filter(
            ({ CidrBlockState }) => required(CidrBlockState?.State, 'CidrBlockState.State') === 'associated',
          ).map(({ CidrBlock }) => required(CidrBlock, 'CidrBlockAssociationSet.CidrBlock')),
    ipv6CidrBlocks: (vpc) =>
      (vpc.Ipv6CidrBlockAssociationSet ?? [])
        .filter(({ Ipv6CidrBlockState }) => required(Ipv6CidrBlockState?.State, 'Ipv6CidrBlockState.State') === 'associated')
        .map(({ Ipv6CidrBlock }) => required(Ipv6CidrBlock, 'Ipv6CidrBlockAssociationSet.Ipv6CidrBlock')),
    tags: (vpc) => tagMap(vpc.Tags),
  },
  relations: {},
});
