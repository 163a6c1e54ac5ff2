import { flag, kind, list, many, nullable, number, optional, record, tags, text, time } from '../declare.ts';
import { launchFacts } from './compute.ts';

/** A template reference as the group writes it. */
const templateReference = record({
  launchTemplateId: nullable(text),
  launchTemplateName: nullable(text),
  /** A number, `$Latest`, `$Default` or null, which means `$Default`. */
  version: nullable(text),
});

export const autoScalingGroup = kind({
  type: 'AWS::AutoScaling::AutoScalingGroup',
  arn: ['autoscaling', 'autoScalingGroup'],
  identifiedBy: 'name',
  facts: {
    minSize: number,
    maxSize: number,
    desiredCapacity: number,
    /** `units`, `vcpu` or `memory-mib`; null means units. */
    desiredCapacityType: nullable(text),
    /** Upper-case, `EC2` always among them. */
    healthCheckTypes: list(text),
    gracePeriodSeconds: number,
    defaultInstanceWarmupSeconds: nullable(number),
    zoneNames: list(text),
    targetGroupArns: list(text),
    classicLoadBalancerNames: list(text),
    /** VPC Lattice target groups, from the group's own list of traffic sources. */
    latticeTargetGroupArns: list(text),
    launchTemplate: nullable(templateReference),
    mixedInstances: nullable(
      record({
        launchTemplate: templateReference,
        overrides: list(
          record({
            launchTemplate: nullable(templateReference),
            instanceType: nullable(text),
            weightedCapacity: nullable(number),
            imageId: nullable(text),
          }),
        ),
      }),
    ),
    launchConfigurationName: nullable(text),
    instances: list(
      record({
        instanceId: text,
        zoneName: text,
        lifecycleState: text,
        healthStatus: text,
        launchTemplateId: nullable(text),
        launchTemplateVersion: nullable(text),
        launchConfigurationName: nullable(text),
        imageId: nullable(text),
        isProtectedFromScaleIn: flag,
      }),
    ),
    /** Units of capacity that an instance counts for; those that are missing have no weight of their own. */
    instanceWeights: list(record({ instanceId: text, weight: number })),
    suspendedProcesses: list(record({ name: text, reason: nullable(text) })),
    newInstancesAreProtectedFromScaleIn: nullable(flag),
    /** Null where the group has no instance maintenance policy; a bound is null where the policy does not set it. */
    maintenancePolicy: nullable(record({ minHealthyPercentage: nullable(number), maxHealthyPercentage: nullable(number) })),
    /** `balanced-best-effort`, `balanced-only` or `reservations-then-balanced`; null means best effort. */
    zoneDistribution: nullable(text),
    warmPool: nullable(
      record({ minSize: nullable(number), poolState: nullable(text), reusesOnScaleIn: nullable(flag), status: nullable(text) }),
    ),
    /** Set only while the group is being deleted. */
    status: nullable(text),
    operatorPrincipal: nullable(text),
    createdAt: time,
    tags,
    /** Keys of the tags that launched instances do not get from the group. */
    unpropagatedTagKeys: list(text),
  },
  relations: {
    subnets: many('ec2.subnet'),
    targetGroups: many('elbv2.target-group'),
    launchConfiguration: optional('autoscaling.launch-configuration'),
  },
});

export const launchConfiguration = kind({
  type: 'AWS::AutoScaling::LaunchConfiguration',
  arn: ['autoscaling', 'launchConfiguration'],
  identifiedBy: 'name',
  facts: { ...launchFacts, associatesPublicIp: nullable(flag), createdAt: time },
  relations: { image: optional('ec2.image'), securityGroups: many('ec2.security-group'), profile: optional('iam.instance-profile') },
});

/** Key: group name, `/`, policy name. */
export const scalingPolicy = kind({
  type: 'AWS::AutoScaling::ScalingPolicy',
  arn: ['autoscaling', 'scalingPolicy'],
  identifiedBy: 'key',
  facts: {
    policyType: text,
    enabled: nullable(flag),
    targetValue: nullable(number),
    predefinedMetric: nullable(text),
    resourceLabel: nullable(text),
    disablesScaleIn: nullable(flag),
    predictiveMode: nullable(text),
    alarmNames: list(text),
  },
  relations: { group: optional('autoscaling.group') },
});

/** Key: group name, `/`, action name. */
export const scheduledAction = kind({
  type: 'AWS::AutoScaling::ScheduledAction',
  arn: ['autoscaling', 'scheduledUpdateGroupAction'],
  identifiedBy: 'key',
  facts: {
    /** Cron expression; null where the action runs once. */
    recurrence: nullable(text),
    startsAt: nullable(time),
    endsAt: nullable(time),
    minSize: nullable(number),
    maxSize: nullable(number),
    desiredCapacity: nullable(number),
  },
  relations: { group: optional('autoscaling.group') },
});

/** Key: group name, `/`, hook name. */
export const lifecycleHook = kind({
  type: 'AWS::AutoScaling::LifecycleHook',
  arn: ['autoscaling', 'lifecycleHook'],
  identifiedBy: 'key',
  facts: {
    /** `autoscaling:EC2_INSTANCE_LAUNCHING` or `autoscaling:EC2_INSTANCE_TERMINATING`. */
    transition: text,
    heartbeatTimeoutSeconds: number,
    /** `CONTINUE` or `ABANDON`. */
    defaultResult: text,
  },
  relations: { group: optional('autoscaling.group') },
});

/** Key: the group's name. */
export const warmPool = kind({
  type: 'AWS::AutoScaling::WarmPool',
  arn: ['autoscaling', 'warmPool'],
  identifiedBy: 'key',
  facts: { instances: list(record({ instanceId: text, lifecycleState: text, zoneName: text })) },
  relations: { group: optional('autoscaling.group') },
});

/** Key: group name, `#`, identifier. */
export const trafficSource = kind({
  type: 'AWS::AutoScaling::TrafficSource',
  arn: ['autoscaling', 'trafficSource'],
  identifiedBy: 'key',
  facts: {
    identifier: text,
    /** `elb`, `elbv2` or `vpc-lattice`. */
    sourceType: nullable(text),
    /** `Adding`, `Added`, `InService`, `Removing` or `Removed`. */
    state: nullable(text),
  },
  relations: { group: optional('autoscaling.group') },
});

export const scalingActivity = kind({
  type: 'AWS::AutoScaling::ScalingActivity',
  arn: ['autoscaling', 'scalingActivity'],
  identifiedBy: 'key',
  facts: {
    startedAt: time,
    /** Null while the activity runs. */
    endedAt: nullable(time),
    statusCode: text,
    /** `launch`, `terminate` or null where the English text says neither. */
    action: nullable(text),
    instanceId: nullable(text),
    /** `into` or `from` where the text says that the instance enters or leaves the warm pool: a launch with neither goes cold into service. */
    warmPool: nullable(text),
    /** True where the cause names a failed load balancer health check. */
    isCausedByLoadBalancerHealth: flag,
  },
  relations: { group: optional('autoscaling.group') },
});

export const instanceRefresh = kind({
  type: 'AWS::AutoScaling::InstanceRefresh',
  arn: ['autoscaling', 'instanceRefresh'],
  identifiedBy: 'key',
  facts: { status: text, startedAt: nullable(time), endedAt: nullable(time), minHealthyPercentage: nullable(number) },
  relations: { group: optional('autoscaling.group') },
});
