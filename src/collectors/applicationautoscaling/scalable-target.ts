import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { scaledService } from '../kit/ecs/scaled-service.ts';
import { defineCollector, required } from '../kit/define.ts';

export default defineCollector({
  kind: 'applicationautoscaling.scalable-target',
  list: {
    action: 'application-autoscaling:DescribeScalableTargets',
    fetch: ({ applicationAutoScaling }, _input: undefined, token) =>
      applicationAutoScaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', MaxResults: 50, NextToken: token })),
    items: (page) => page.ScalableTargets,
    next: (page) => page.NextToken,
  },
  // Targets that were registered long ago have no ARN.
  id: (target, scope) =>
    target.ScalableTargetARN ??
    scope.arn('application-autoscaling', `scalable-target/${required(target.ScalableDimension, 'ScalableDimension')}/${target.ResourceId}`),
  key: (target) => `${required(target.ScalableDimension, 'ScalableDimension')}#${required(target.ResourceId, 'ResourceId')}`,
  facts: {
    resourceId: (target) => required(target.ResourceId, 'ResourceId'),
    dimension: (target) => required(target.ScalableDimension, 'ScalableDimension'),
    minCapacity: (target) => required(target.MinCapacity, 'MinCapacity'),
    maxCapacity: (target) => required(target.MaxCapacity, 'MaxCapacity'),
    // Nothing is suspended that is not said to be.
    isScaleOutSuspended: (target) => target.SuspendedState?.DynamicScalingOutSuspended === true,
    isScaleInSuspended: (target) => target.SuspendedState?.DynamicScalingInSuspended === true,
    isScheduledScalingSuspended: (target) => target.SuspendedState?.ScheduledScalingSuspended === true,
  },
  relations: { service: (target) => scaledService(target.ResourceId) },
});
