import type { AwsEndpoint } from './aws-endpoint.ts';

/** Both pages of a list that is asked for parent by parent. */
export function split(token: unknown, name: string, first: object, second: object): object {
  return token === undefined ? { ...first, [name]: 'page-2' } : second;
}

/** Two groups, of which `web` has everything that a group can have. */
export function scriptAutoScaling(endpoint: AwsEndpoint, targetGroups: readonly [string, string]): void {
  const created = new Date('2026-01-01T00:00:00Z');
  const group = (AutoScalingGroupName: string, more: object = {}) => ({
    AutoScalingGroupName,
    AutoScalingGroupARN: `arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/${AutoScalingGroupName}`,
    MinSize: 2,
    MaxSize: 4,
    DesiredCapacity: 2,
    HealthCheckType: 'ELB',
    CreatedTime: created,
    ...more,
  });
  const instance = (InstanceId: string) => ({
    InstanceId,
    AvailabilityZone: 'us-east-1a',
    LifecycleState: 'Warmed:Stopped',
    HealthStatus: 'Healthy',
    ProtectedFromScaleIn: false,
  });
  const configuration = (LaunchConfigurationName: string) => ({
    LaunchConfigurationName,
    LaunchConfigurationARN: `arn:aws:autoscaling:us-east-1:123456789012:launchConfiguration:1:launchConfigurationName/${LaunchConfigurationName}`,
    ImageId: 'ami-1',
    InstanceType: 't3.micro',
    CreatedTime: created,
  });
  const policy = (PolicyName: string) => ({
    PolicyName,
    AutoScalingGroupName: 'web',
    PolicyARN: `arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:1:${PolicyName}`,
    PolicyType: 'StepScaling',
  });
  const scheduled = (ScheduledActionName: string) => ({
    ScheduledActionName,
    AutoScalingGroupName: 'web',
    ScheduledActionARN: `arn:aws:autoscaling:us-east-1:123456789012:scheduledUpdateGroupAction:1:${ScheduledActionName}`,
  });
  const activity = (ActivityId: string) => ({
    ActivityId,
    AutoScalingGroupName: 'web',
    Cause: 'At noon.',
    StartTime: created,
    StatusCode: 'InProgress',
  });
  const refresh = (InstanceRefreshId: string) => ({ InstanceRefreshId, Status: 'Pending' });
  /** What only the group `web` has. */
  const ofWeb = (operation: string, first: object, second: object) =>
    endpoint.on(`autoscaling:${operation}`, ({ parameters: { AutoScalingGroupName, NextToken } }) =>
      AutoScalingGroupName === 'web' ? split(NextToken, 'NextToken', first, second) : {},
    );
  endpoint
    .pages('autoscaling:DescribeAutoScalingGroups', [
      { AutoScalingGroups: [group('web', { WarmPoolConfiguration: {} })] },
      { AutoScalingGroups: [group('worker')] },
    ])
    .pages('autoscaling:DescribeLaunchConfigurations', [
      { LaunchConfigurations: [configuration('old')] },
      { LaunchConfigurations: [configuration('older')] },
    ])
    .pages('autoscaling:DescribePolicies', [{ ScalingPolicies: [policy('cpu')] }, { ScalingPolicies: [policy('queue')] }])
    .pages('autoscaling:DescribeScheduledActions', [
      { ScheduledUpdateGroupActions: [scheduled('morning')] },
      { ScheduledUpdateGroupActions: [scheduled('night')] },
    ])
    .on('autoscaling:DescribeLifecycleHooks', ({ parameters: { AutoScalingGroupName } }) =>
      AutoScalingGroupName === 'web'
        ? {
            LifecycleHooks: [
              {
                LifecycleHookName: 'boot',
                LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
                HeartbeatTimeout: 60,
                DefaultResult: 'ABANDON',
              },
            ],
          }
        : {},
    );
  ofWeb('DescribeWarmPool', { WarmPoolConfiguration: {}, Instances: [instance('i-1')] }, { Instances: [instance('i-2')] });
  ofWeb(
    'DescribeTrafficSources',
    { TrafficSources: [{ Identifier: targetGroups[0] }] },
    { TrafficSources: [{ Identifier: targetGroups[1] }] },
  );
  ofWeb('DescribeScalingActivities', { Activities: [activity('a-1')] }, { Activities: [activity('a-2')] });
  ofWeb('DescribeInstanceRefreshes', { InstanceRefreshes: [refresh('r-1')] }, { InstanceRefreshes: [refresh('r-2')] });
}
