import { DescribeScheduledActionsCommand } from '@aws-sdk/client-auto-scaling';
import { defineCollector, required } from '../kit/define.ts';
import { isoTime } from '../kit/values.ts';

export default defineCollector({
  kind: 'autoscaling.scheduled-action',
  list: {
    action: 'autoscaling:DescribeScheduledActions',
    fetch: ({ autoScaling }, _input: undefined, token) =>
      autoScaling.send(new DescribeScheduledActionsCommand({ MaxRecords: 100, NextToken: token })),
    items: (page) => page.ScheduledUpdateGroupActions,
    next: (page) => page.NextToken,
  },
  id: (action) => required(action.ScheduledActionARN, 'ScheduledActionARN'),
  key: (action) =>
    `${required(action.AutoScalingGroupName, 'AutoScalingGroupName')}/${required(action.ScheduledActionName, 'ScheduledActionName')}`,
  name: (action) => required(action.ScheduledActionName, 'ScheduledActionName'),
  facts: {
    recurrence: (action) => action.Recurrence ?? null,
    startsAt: (action) => isoTime(action.StartTime),
    endsAt: (action) => isoTime(action.EndTime),
    minSize: (action) => action.MinSize ?? null,
    maxSize: (action) => action.MaxSize ?? null,
    desiredCapacity: (action) => action.DesiredCapacity ?? null,
  },
  relations: { group: (action) => required(action.AutoScalingGroupName, 'AutoScalingGroupName') },
});
