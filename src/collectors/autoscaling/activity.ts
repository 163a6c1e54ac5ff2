import { DescribeScalingActivitiesCommand } from '@aws-sdk/client-auto-scaling';
import { defineCollector, required } from '../kit/define.ts';
import { isoTime } from '../kit/values.ts';
import { blamesLoadBalancerHealth, readDescription } from '../kit/autoscaling/activity-text.ts';
import { perGroup } from '../kit/autoscaling/per-group.ts';

export default defineCollector({
  kind: 'autoscaling.activity',
  list: {
    // AWS keeps six weeks. One call for all groups of an account can time out.
    action: 'autoscaling:DescribeScalingActivities',
    after: ['autoscaling.group'],
    requests: perGroup,
    fetch: ({ autoScaling }, group: string, token) =>
      autoScaling.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName: group, MaxRecords: 100, NextToken: token })),
    items: (page, group) => page.Activities?.map((activity) => ({ activity, group })),
    next: (page) => page.NextToken,
  },
  id: ({ activity }, scope) => scope.arn('autoscaling', `scalingActivity/${required(activity.ActivityId, 'ActivityId')}`),
  key: ({ activity }) => required(activity.ActivityId, 'ActivityId'),
  facts: {
    startedAt: ({ activity }) => required(activity.StartTime, 'StartTime').toISOString(),
    endedAt: ({ activity }) => isoTime(activity.EndTime),
    statusCode: ({ activity }) => required(activity.StatusCode, 'StatusCode'),
    action: ({ activity }) => readDescription(activity.Description).action,
    instanceId: ({ activity }) => readDescription(activity.Description).instanceId,
    warmPool: ({ activity }) => readDescription(activity.Description).warmPool,
    isCausedByLoadBalancerHealth: ({ activity }) => blamesLoadBalancerHealth(required(activity.Cause, 'Cause')),
  },
  relations: { group: ({ group }) => group },
});
