import { DescribeFlowLogsCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { tagMap, textOrNull } from '../kit/values.ts';

const idIf = (prefix: string, id: string) => (id.startsWith(prefix) ? id : null);

export default defineCollector({
  kind: 'ec2.flow-log',
  list: {
    action: 'ec2:DescribeFlowLogs',
    fetch: ({ ec2 }, _input: undefined, token) => ec2.send(new DescribeFlowLogsCommand({ MaxResults: 1000, NextToken: token })),
    items: (page) => page.FlowLogs,
    next: (page) => page.NextToken,
  },
  id: (log, scope) => scope.arn('ec2', `vpc-flow-log/${required(log.FlowLogId, 'FlowLogId')}`),
  key: (log) => required(log.FlowLogId, 'FlowLogId'),
  facts: {
    resourceId: (log) => required(log.ResourceId, 'ResourceId'),
    status: (log) => required(log.FlowLogStatus, 'FlowLogStatus'),
    trafficType: (log) => textOrNull(log.TrafficType),
    deliveryStatus: (log) => textOrNull(log.DeliverLogsStatus),
    deliveryError: (log) => textOrNull(log.DeliverLogsErrorMessage),
    destinationType: (log) => textOrNull(log.LogDestinationType),
    tags: (log) => tagMap(log.Tags),
  },
  relations: {
    vpc: (log) => idIf('vpc-', required(log.ResourceId, 'ResourceId')),
    subnet: (log) => idIf('subnet-', required(log.ResourceId, 'ResourceId')),
  },
});
