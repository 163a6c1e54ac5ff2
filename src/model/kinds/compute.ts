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

export const launchFacts = {
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
