import { DescribeInstanceInformationCommand } from '@aws-sdk/client-ssm';
import { defineCollector, required } from '../kit/define.ts';
import { isoTime } from '../kit/values.ts';

export default defineCollector({
  kind: 'ssm.managed-instance',
  list: {
    action: 'ssm:DescribeInstanceInformation',
    fetch: ({ ssm }, _input: undefined, token) => ssm.send(new DescribeInstanceInformationCommand({ MaxResults: 50, NextToken: token })),
    // Machines outside EC2 (`mi-…`) are managed too, and are nobody's instances.
    items: (page) => page.InstanceInformationList?.filter(({ InstanceId }) => InstanceId?.startsWith('mi-') !== true),
    next: (page) => page.NextToken,
  },
  id: (managed, scope) => scope.arn('ssm', `managed-instance/${required(managed.InstanceId, 'InstanceId')}`),
  key: (managed) => required(managed.InstanceId, 'InstanceId'),
  facts: {
    pingStatus: (managed) => managed.PingStatus ?? null,
    lastPingAt: (managed) => isoTime(managed.LastPingDateTime),
  },
  relations: { instance: (managed) => required(managed.InstanceId, 'InstanceId') },
});
