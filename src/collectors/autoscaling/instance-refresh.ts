import { DescribeInstanceRefreshesCommand } from '@aws-sdk/client-auto-scaling';
import { defineCollector, required } from '../kit/define.ts';
import { isoTime } from '../kit/values.ts';
import { perGroup } from '../kit/autoscaling/per-group.ts';

export default defineCollector({
  kind: 'autoscaling.instance-refresh',
  list: {
    action: 'autoscaling:DescribeInstanceRefreshes',
    after: ['autoscaling.group'],
    requests: perGroup,
    fetch: ({ autoScaling }, group: string, token) =>
      autoScaling.send(new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: group, MaxRecords: 100, NextToken: token })),
    items: (page, group) => page.InstanceRefreshes?.map((refresh) => ({ refresh, group })),
    next: (page) => page.NextToken,
  },
  id: ({ refresh }, scope) => scope.arn('autoscaling', `instanceRefresh/${required(refresh.InstanceRefreshId, 'InstanceRefreshId')}`),
  key: ({ refresh }) => required(refresh.InstanceRefreshId, 'InstanceRefreshId'),
  facts: {
    status: ({ refresh }) => required(refresh.Status, 'Status'),
    startedAt: ({ refresh }) => isoTime(refresh.StartTime),
    endedAt: ({ refresh }) => isoTime(refresh.EndTime),
    minHealthyPercentage: ({ refresh }) => refresh.Preferences?.MinHealthyPercentage ?? null,
  },
  relations: { group: ({ group }) => group },
});
