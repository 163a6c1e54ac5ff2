import { DescribeEgressOnlyInternetGatewaysCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { tagMap } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.egress-only-internet-gateway',
  list: {
    action: 'ec2:DescribeEgressOnlyInternetGateways',
    fetch: ({ ec2 }, _input: undefined, token) =>
      ec2.send(new DescribeEgressOnlyInternetGatewaysCommand({ MaxResults: 255, NextToken: token })),
    items: (page) => page.EgressOnlyInternetGateways,
    next: (page) => page.NextToken,
  },
  id: (gateway, scope) =>
    scope.arn('ec2', `egress-only-internet-gateway/${required(gateway.EgressOnlyInternetGatewayId, 'EgressOnlyInternetGatewayId')}`),
  key: (gateway) => required(gateway.EgressOnlyInternetGatewayId, 'EgressOnlyInternetGatewayId'),
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
