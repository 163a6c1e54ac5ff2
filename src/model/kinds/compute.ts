import { flag, kind, list, many, nullable, number, optional, record, tags, text, time } from '../declare.ts';

export const instance = kind({
  type: 'AWS::EC2::Instance',
  arn: ['ec2', 'instance'],
  identifiedBy: 'key',
  facts: {
    /** `pending`, `running`, `shutting-down`, `terminated`, `stopping` or `stopped`. */
    state: text,
    instanceType: text,
    zoneName: nullable(text),
    /** Last start: a stop and start moves it. */
    launchTime: time,
    /** When the primary network interface was attached: the first launch. */
    firstLaunchTime: nullable(time),
    /** `optional` or `required`. */
    httpTokens: nullable(text),
    /** `enabled` or `disabled`. */
    httpEndpoint: nullable(text),
    /** `pending` while a change of the metadata options is applied. */
    metadataOptionsState: nullable(text),
    privateIp: nullable(text),
    publicIp: nullable(text),
    /** Name from the tag that Auto Scaling sets. */
    autoScalingGroupName: nullable(text),
    /** Launch template and version from the tags that EC2 sets. */
    launchTemplateId: nullable(text),
    launchTemplateVersion: nullable(text),
    /** `spot` or `scheduled`; null for on-demand. */
    lifecycle: nullable(text),
    /** AWS service that manages the instance on the customer's behalf. */
    operatorPrincipal: nullable(text),
    volumes: list(record({ deviceName: text, volumeId: text, deletesOnTermination: nullable(flag) })),
    tags,
  },
  relations: {
    vpc: optional('ec2.vpc'),
    subnet: optional('ec2.subnet'),
    image: optional('ec2.image'),
    /** Every group on every interface. */
    securityGroups: many('ec2.security-group'),
    autoScalingGroup: optional('autoscaling.group'),
    profile: optional('iam.instance-profile'),
  },
});

export const volume = kind({
  type: 'AWS::EC2::Volume',
  arn: ['ec2', 'volume'],
  identifiedBy: 'key',
  facts: {
    encrypted: flag,
    state: text,
    volumeType: text,
    zoneName: nullable(text),
    operatorPrincipal: nullable(text),
    attachments: list(record({ instanceId: nullable(text), deviceName: nullable(text), state: nullable(text) })),
    tags,
  },
  relations: { instances: many('ec2.instance'), kmsKey: optional('kms.key') },
});

const blockDevice = record({
  deviceName: text,
  /** True where the mapping removes a device that the image defines. */
  suppressed: flag,
  virtualName: nullable(text),
  /** Null for instance-store and suppressed mappings. */
  ebs: nullable(
    record({
      encrypted: nullable(flag),
      snapshotId: nullable(text),
      kmsKeyId: nullable(text),
      volumeType: nullable(text),
      deletesOnTermination: nullable(flag),
    }),
  ),
});

const launchFacts = {
  /** As written: an AMI id or `resolve:ssm:…`. */
  imageReference: nullable(text),
  instanceType: nullable(text),
  httpTokens: nullable(text),
  httpEndpoint: nullable(text),
  httpPutResponseHopLimit: nullable(number),
  blockDevices: list(blockDevice),
  instanceProfile: nullable(text),
  /** Names of the patterns of secrets that its user data holds; the data itself is never kept. */
  userDataSecrets: list(text),
};

export const launchTemplate = kind({
  type: 'AWS::EC2::LaunchTemplate',
  arn: ['ec2', 'launch-template'],
  identifiedBy: 'name',
  facts: { defaultVersion: number, latestVersion: number, operatorPrincipal: nullable(text), tags },
  relations: {},
});

/** One version of a template. Key: `lt-…:7`. */
export const launchTemplateVersion = kind({
  type: 'AWS::EC2::LaunchTemplate',
  arn: ['ec2', 'launch-template-version'],
  identifiedBy: 'key',
  facts: {
    ...launchFacts,
    versionNumber: number,
    isDefault: flag,
    createdAt: nullable(time),
    /** Group names, legal in a default VPC only. */
    securityGroupNames: list(text),
    networkInterfaces: list(
      record({
        deviceIndex: nullable(number),
        associatesPublicIp: nullable(flag),
        subnetId: nullable(text),
        networkInterfaceId: nullable(text),
        securityGroupIds: list(text),
      }),
    ),
    /** `spot` where every launch asks for Spot. */
    marketType: nullable(text),
    zoneName: nullable(text),
    /** Tags that a launch puts on `instance`, `volume`, `network-interface`, … */
    tagSpecifications: list(record({ resourceType: text, tags })),
  },
  relations: {
    launchTemplate: optional('ec2.launch-template'),
    image: optional('ec2.image'),
    profile: optional('iam.instance-profile'),
    /** From the interfaces where the version has any, else from its own list. */
    securityGroups: many('ec2.security-group'),
  },
});

export const image = kind({
  type: 'AWS::EC2::Image',
  arn: ['ec2', 'image'],
  identifiedBy: 'key',
  facts: {
    /** `available`, `pending`, `deregistered`, `disabled`, `invalid`, `failed`, … */
    state: text,
    ownerId: nullable(text),
    /** `v2.0` where instances from this image require IMDSv2 by default. */
    imdsSupport: nullable(text),
    rootDeviceName: nullable(text),
    deprecatedAt: nullable(text),
    createdAt: nullable(time),
    /** Whether it meets the criteria for allowed images, which count only where the account enforces them. */
    isAllowed: nullable(flag),
    blockDevices: list(blockDevice),
  },
  relations: {},
});

/** Account-wide metadata defaults of one region. Key: `instance-metadata-defaults`. */
export const instanceMetadataDefaults = kind({
  type: 'AWS::EC2::InstanceMetadataDefaults',
  arn: ['ec2', 'instance-metadata-defaults'],
  identifiedBy: 'key',
  facts: {
    /** `optional` or `required`; null where the account has no preference. */
    httpTokens: nullable(text),
    httpEndpoint: nullable(text),
    /** `enabled` where a launch without IMDSv2 is rejected. */
    httpTokensEnforced: nullable(text),
    /** `account` or `declarative-policy`. */
    managedBy: nullable(text),
  },
  relations: {},
});

/** Whether new volumes of one region are encrypted whatever a launch asks for. Key: `ebs-encryption-by-default`. */
export const ebsEncryptionByDefault = kind({
  type: 'AWS::EC2::EbsEncryptionByDefault',
  arn: ['ec2', 'ebs-encryption-by-default'],
  identifiedBy: 'key',
  facts: { enabled: flag },
  relations: {},
});

/** Whether the account may launch from allowed images only, in one region. Key: `allowed-images-settings`. */
export const allowedImagesSettings = kind({
  type: 'AWS::EC2::AllowedImagesSettings',
  arn: ['ec2', 'allowed-images-settings'],
  identifiedBy: 'key',
  facts: {
    /** `enabled`, `audit-mode` or `disabled`. */
    state: text,
  },
  relations: {},
});

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
