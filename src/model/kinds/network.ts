import { flag, kind, list, many, nullable, number, one, optional, record, tags, text } from '../declare.ts';

/** Zones as this account names them. Key: the zone name. */
export const availabilityZone = kind({
  type: 'AWS::EC2::AvailabilityZone',
  arn: ['ec2', 'availability-zone'],
  identifiedBy: 'key',
  facts: {
    /** The id that means the same place in every account, such as `use1-az1`. */
    zoneId: text,
    /** `availability-zone`, `local-zone` or `wavelength-zone`. */
    zoneType: text,
    /** `available`, `constrained`, `impaired`, `information` or `unavailable`. */
    state: text,
    optInStatus: text,
  },
  relations: {},
});

export const vpc = kind({
  type: 'AWS::EC2::VPC',
  arn: ['ec2', 'vpc'],
  identifiedBy: 'key',
  facts: {
    ownerId: text,
    isDefault: flag,
    state: text,
    /** Every associated IPv4 block. */
    cidrBlocks: list(text),
    ipv6CidrBlocks: list(text),
    tags,
  },
  relations: {},
});

export const subnet = kind({
  type: 'AWS::EC2::Subnet',
  arn: ['ec2', 'subnet'],
  identifiedBy: 'key',
  facts: {
    ownerId: text,
    zoneName: text,
    zoneId: text,
    state: text,
    /** Null for an IPv6-only subnet. */
    cidrBlock: nullable(text),
    ipv6CidrBlocks: list(text),
    outpostArn: nullable(text),
    /** True when instances launched here get a public IPv4 address unless told otherwise. */
    mapsPublicIpOnLaunch: flag,
    assignsIpv6OnCreation: flag,
    availableIpAddresses: number,
    dns64Enabled: nullable(flag),
    isDefaultForZone: flag,
    /** `off`, `block-bidirectional` or `block-ingress`; null where AWS does not say. */
    internetGatewayBlockMode: nullable(text),
    tags,
  },
  relations: { vpc: one('ec2.vpc') },
});

const securityGroupRule = record({
  /** `-1` (everything), `tcp`, `udp`, `icmp`, `icmpv6` or a protocol number. */
  protocol: text,
  fromPort: nullable(number),
  toPort: nullable(number),
  /** `ipv4`, `ipv6`, `prefix-list` or `security-group`. */
  sourceType: text,
  /** CIDR block, prefix list id or security group id. */
  source: text,
  /** Owner of a referenced security group. */
  sourceOwnerId: nullable(text),
  peeringConnectionId: nullable(text),
  peeringStatus: nullable(text),
  description: nullable(text),
});

export const securityGroup = kind({
  type: 'AWS::EC2::SecurityGroup',
  arn: ['ec2', 'security-group'],
  identifiedBy: 'key',
  facts: {
    ownerId: text,
    groupName: text,
    ingress: list(securityGroupRule),
    egress: list(securityGroupRule),
    tags,
  },
  relations: { vpc: optional('ec2.vpc') },
});

export const managedPrefixList = kind({
  type: 'AWS::EC2::PrefixList',
  arn: ['ec2', 'prefix-list'],
  identifiedBy: 'key',
  facts: {
    prefixListName: text,
    /** `AWS` for lists that AWS manages. */
    ownerId: text,
    /** `IPv4` or `IPv6`. */
    addressFamily: text,
    state: nullable(text),
    version: nullable(number),
    /** Null for lists that AWS manages: their name says what they hold. */
    cidrBlocks: nullable(list(text)),
    tags,
  },
  relations: {},
});

export const networkAcl = kind({
  type: 'AWS::EC2::NetworkAcl',
  arn: ['ec2', 'network-acl'],
  identifiedBy: 'key',
  facts: {
    isDefault: flag,
    entries: list(
      record({
        ruleNumber: number,
        isEgress: flag,
        /** Protocol number as text, `-1` for all. */
        protocol: text,
        /** `allow` or `deny`. */
        action: text,
        cidrBlock: nullable(text),
        ipv6CidrBlock: nullable(text),
        fromPort: nullable(number),
        toPort: nullable(number),
      }),
    ),
    tags,
  },
  relations: { vpc: one('ec2.vpc'), subnets: many('ec2.subnet') },
});

export const networkInterface = kind({
  type: 'AWS::EC2::NetworkInterface',
  arn: ['ec2', 'network-interface'],
  identifiedBy: 'key',
  facts: {
    ownerId: text,
    zoneName: nullable(text),
    interfaceType: text,
    description: text,
    requesterId: nullable(text),
    isRequesterManaged: flag,
    status: text,
    privateIps: list(text),
    ipv6Addresses: list(text),
    publicIp: nullable(text),
    sourceDestCheck: nullable(flag),
    instanceOwnerId: nullable(text),
    tags,
  },
  relations: {
    vpc: one('ec2.vpc'),
    subnet: one('ec2.subnet'),
    instance: optional('ec2.instance'),
    securityGroups: many('ec2.security-group'),
  },
});

export const address = kind({
  type: 'AWS::EC2::EIP',
  arn: ['ec2', 'elastic-ip'],
  identifiedBy: 'key',
  facts: {
    publicIp: nullable(text),
    associationId: nullable(text),
    /** Service that owns the address, such as `rnat` for a regional NAT gateway. */
    serviceManaged: nullable(text),
    tags,
  },
  relations: { instance: optional('ec2.instance'), networkInterface: optional('ec2.network-interface') },
});

export const vpcEndpoint = kind({
  type: 'AWS::EC2::VPCEndpoint',
  arn: ['ec2', 'vpc-endpoint'],
  identifiedBy: 'key',
  facts: {
    /** `Interface`, `Gateway`, `GatewayLoadBalancer`, `Resource`, `ServiceNetwork` or `Tunnel`. */
    endpointType: text,
    serviceName: nullable(text),
    /** `available`, `pending`, `partial`, `failed`, … in whatever case the endpoint of the region writes it. */
    state: text,
    /** Null where AWS does not say, as for gateways. */
    privateDnsEnabled: nullable(flag),
    /** True where an AWS service made the endpoint and keeps it. */
    isRequesterManaged: nullable(flag),
    tags,
  },
  relations: {
    vpc: one('ec2.vpc'),
    subnets: many('ec2.subnet'),
    routeTables: many('ec2.route-table'),
    securityGroups: many('ec2.security-group'),
  },
});

/** Who listens in on the traffic of a VPC, a subnet, an interface or a gateway. Key: the id of the flow log. */
export const flowLog = kind({
  type: 'AWS::EC2::FlowLog',
  arn: ['ec2', 'vpc-flow-log'],
  identifiedBy: 'key',
  facts: {
    /** Id of what is watched: `vpc-…`, `subnet-…`, `eni-…`, `tgw-…`, `nat-…`, … */
    resourceId: text,
    /** `ACTIVE` where the log was created without an error. */
    status: text,
    /** `ACCEPT`, `REJECT` or `ALL`; null for gateways, where there is no choice. */
    trafficType: nullable(text),
    /** `SUCCESS` or `FAILED`; null where nothing was delivered yet or AWS does not say. */
    deliveryStatus: nullable(text),
    /** `Access error`, `Rate limited` or `Unknown error`. */
    deliveryError: nullable(text),
    /** `cloud-watch-logs`, `s3` or `kinesis-data-firehose`. */
    destinationType: nullable(text),
    tags,
  },
  relations: { vpc: optional('ec2.vpc'), subnet: optional('ec2.subnet') },
});

const peer = record({
  vpcId: nullable(text),
  ownerId: nullable(text),
  region: nullable(text),
  /** IPv4 and IPv6; AWS tells them only while the connection is active. */
  cidrBlocks: list(text),
});

export const vpcPeeringConnection = kind({
  type: 'AWS::EC2::VPCPeeringConnection',
  arn: ['ec2', 'vpc-peering-connection'],
  identifiedBy: 'key',
  facts: {
    /** `active`, `deleted`, `expired`, `failed`, `pending-acceptance`, `provisioning`, `rejected`, … */
    status: text,
    requester: peer,
    accepter: peer,
    tags,
  },
  relations: {},
});
