import { DescribeInternetGatewaysCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { ownedArn } from '../kit/ec2/owned-arn.ts';
import { tagMap } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.internet-gateway',
  list: {
    action: 'ec2:DescribeInternetGateways',
    fetch: ({ ec2 }, _input: undefined, token) => ec2.send(new DescribeInternetGatewaysCommand({ MaxResults: 1000, NextToken: token })),
    items: (page) => page.InternetGateways,
    next: (page) => page.NextToken,
  },
  id: (gateway, scope) => ownedArn(scope, gateway.OwnerId, `internet-gateway/${required(gateway.InternetGatewayId, 'InternetGatewayId')}`),
  key: (gateway) => required(gateway.InternetGatewayId, 'InternetGatewayId'),
  facts: {
    attachments: (gateway) =>
      (gateway.Attachments ?? []).map((attachment) => ({
        vpcId: required(attachment.VpcId, 'Attachments.VpcId'),
        state: required(attachment.State, 'Attachments.State'),
      })),
    tags: (gateway) => tagMap(gateway.Tags),
  },
  relations: {},
});
