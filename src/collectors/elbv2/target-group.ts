import { DescribeTargetGroupAttributesCommand, DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineCollector, required } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { tagMap } from '../kit/values.ts';
import { tagsDetail } from '../kit/elbv2/tags.ts';

export default defineCollector({
  kind: 'elbv2.target-group',
  list: {
    action: 'elasticloadbalancing:DescribeTargetGroups',
    fetch: ({ elbv2 }, _input: undefined, token) => elbv2.send(new DescribeTargetGroupsCommand({ PageSize: 400, Marker: token })),
    items: (page) => page.TargetGroups,
    next: (page) => page.NextMarker,
  },
  id: (group) => required(group.TargetGroupArn, 'TargetGroupArn'),
  name: (group) => required(group.TargetGroupName, 'TargetGroupName'),
  facts: {
    targetType: (group) => required(group.TargetType, 'TargetType'),
    protocol: (group) => group.Protocol ?? null,
    port: (group) => group.Port ?? null,
    healthCheckEnabled: (group) => required(group.HealthCheckEnabled, 'HealthCheckEnabled'),
    healthCheckProtocol: (group) => group.HealthCheckProtocol ?? null,
    healthCheckPort: (group) => group.HealthCheckPort ?? null,
    healthCheckPath: (group) => group.HealthCheckPath ?? null,
    healthCheckIntervalSeconds: (group) => group.HealthCheckIntervalSeconds ?? null,
    healthCheckTimeoutSeconds: (group) => group.HealthCheckTimeoutSeconds ?? null,
    healthyThresholdCount: (group) => group.HealthyThresholdCount ?? null,
    unhealthyThresholdCount: (group) => group.UnhealthyThresholdCount ?? null,
    matcher: (group) => group.Matcher?.HttpCode ?? group.Matcher?.GrpcCode ?? null,
  },
  relations: {
    vpc: (group) => group.VpcId ?? null,
    loadBalancers: (group) => group.LoadBalancerArns ?? [],
  },
  details: [
    {
      action: 'elasticloadbalancing:DescribeTargetGroupAttributes',
      facts: ['attributes'],
      batch: 1,
      fetch: oneByOne(async ({ elbv2 }, { key }) => {
        const page = await elbv2.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: key }));
        return { attributes: tagMap(page.Attributes) };
      }),
    },
    tagsDetail,
  ],
});
