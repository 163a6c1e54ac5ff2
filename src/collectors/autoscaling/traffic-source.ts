import { DescribeTrafficSourcesCommand } from '@aws-sdk/client-auto-scaling';
import { defineCollector, required } from '../kit/define.ts';
import { perGroup } from '../kit/autoscaling/per-group.ts';

export default defineCollector({
  kind: 'autoscaling.traffic-source',
  list: {
    action: 'autoscaling:DescribeTrafficSources',
    after: ['autoscaling.group'],
    requests: perGroup,
    fetch: ({ autoScaling }, group: string, token) =>
      autoScaling.send(new DescribeTrafficSourcesCommand({ AutoScalingGroupName: group, MaxRecords: 50, NextToken: token })),
    items: (page, group) => page.TrafficSources?.map((source) => ({ source, group })),
    next: (page) => page.NextToken,
  },
  id: ({ source, group }, scope) => scope.arn('autoscaling', `trafficSource/${group}/${required(source.Identifier, 'Identifier')}`),
  key: ({ source, group }) => `${group}#${required(source.Identifier, 'Identifier')}`,
  facts: {
    identifier: ({ source }) => required(source.Identifier, 'Identifier'),
    sourceType: ({ source }) => source.Type ?? null,
    state: ({ source }) => source.State ?? null,
  },
  relations: { group: ({ group }) => group },
});
