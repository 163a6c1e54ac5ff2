import type { Kind } from '../../model/kinds.ts';
import { isObject } from '../json-value.ts';

/** How AWS Config keeps one type of resource. */
export interface Shape {
  readonly kind: Kind;
  /**
   * Members, in lower case (`parent.member` for that one place), whose absence from an item means that AWS has none. Left out are those that AWS always sends,
   * and those that the items of the type don't have: "AWS Config resource schema", github.com/awslabs/aws-config-resource-schema.
   */
  readonly mayLack: string;
  /** Other names of members, both in lower case. */
  readonly alsoCalled?: Readonly<Record<string, string>>;
  /** Brings a configuration of another structure into that of the API. */
  readonly prepare?: (configuration: unknown) => unknown;
  /** AWS Config learnt the type late and not everywhere at once: where it lists none, there may be some all the same. */
  readonly isYoung?: boolean;
}

/** The types that are read, by name. Everything else is not collected from AWS Config. */
export const shapes: Readonly<Record<string, Shape>> = {
  'AWS::AutoScaling::AutoScalingGroup': {
    kind: 'autoscaling.group',
    mayLack:
      'defaultinstancewarmup desiredcapacitytype healthcheckgraceperiod loadbalancernames targetgrouparns launchtemplate launchtemplateid launchtemplatename version launchconfigurationname mixedinstancespolicy instancesdistribution ondemandbasecapacity ondemandpercentageabovebasecapacity overrides instancetype weightedcapacity launchtemplatespecification instancerequirements instances suspendedprocesses suspensionreason newinstancesprotectedfromscalein warmpoolconfiguration warmpoolsize instancereusepolicy reuseonscalein maxgrouppreparedcapacity minsize status vpczoneidentifier',
  },
  'AWS::EC2::Instance': {
    kind: 'ec2.instance',
    mayLack:
      'publicipaddress privateipaddress instancelifecycle iaminstanceprofile blockdevicemappings deleteontermination networkinterfaces attachment securitygroups groups vpcid subnetid',
  },
  'AWS::EC2::InternetGateway': { kind: 'ec2.internet-gateway', mayLack: 'attachments' },
  'AWS::EC2::LaunchTemplate': {
    kind: 'ec2.launch-template',
    mayLack: '',
    alsoCalled: { launchtemplateid: 'id' },
    prepare: withNumbers(['DefaultVersionNumber', 'LatestVersionNumber']),
    isYoung: true,
  },
  'AWS::EC2::NatGateway': { kind: 'ec2.nat-gateway', mayLack: 'failurecode failuremessage connectivitytype natgatewayaddresses publicip' },
  'AWS::EC2::NetworkAcl': { kind: 'ec2.network-acl', mayLack: 'cidrblock ipv6cidrblock portrange from to' },
  'AWS::EC2::NetworkInterface': {
    kind: 'ec2.network-interface',
    mayLack: 'association publicip attachment instanceid instanceownerid requesterid ipv6addresses privateipaddresses groups',
  },
  'AWS::EC2::RouteTable': {
    kind: 'ec2.route-table',
    mayLack:
      'associationstate subnetid gatewayid destinationcidrblock destinationipv6cidrblock destinationprefixlistid natgatewayid egressonlyinternetgatewayid instanceid instanceownerid networkinterfaceid transitgatewayid vpcpeeringconnectionid localgatewayid carriergatewayid origin',
    prepare: withoutTargetlessAssociations,
  },
  'AWS::EC2::SecurityGroup': {
    kind: 'ec2.security-group',
    mayLack:
      'fromport toport ipranges ipv6ranges prefixlistids useridgrouppairs description userid vpcpeeringconnectionid peeringstatus vpcid securitygrouparn',
    prepare: withIpv4Ranges,
  },
  'AWS::EC2::Subnet': { kind: 'ec2.subnet', mayLack: 'ipv6cidrblockassociationset cidrblock outpostarn subnetarn' },
  'AWS::EC2::VPC': { kind: 'ec2.vpc', mayLack: 'ipv6cidrblockassociationset' },
  'AWS::EC2::Volume': { kind: 'ec2.volume', mayLack: 'attachments instanceid device kmskeyid' },
  'AWS::ECS::Cluster': { kind: 'ecs.cluster', mayLack: '', alsoCalled: { clusterarn: 'arn' }, isYoung: true },
  'AWS::ECS::Service': { kind: 'ecs.service', mayLack: '', isYoung: true },
  'AWS::ElasticLoadBalancingV2::Listener': {
    kind: 'elbv2.listener',
    mayLack:
      'port protocol sslpolicy defaultactions order targetgrouparn forwardconfig targetgroups targetgroupstickinessconfig enabled weight redirectconfig statuscode',
    isYoung: true,
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    kind: 'elbv2.load-balancer',
    mayLack: 'securitygroups scheme vpcid dnsname availabilityzones outpostid subnetid',
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    kind: 'elbv2.target-group',
    mayLack: 'port protocol vpcid healthcheckpath matcher httpcode grpccode',
    isYoung: true,
  },
  'AWS::RDS::DBCluster': {
    kind: 'rds.cluster',
    mayLack:
      'port replicationsourceidentifier kmskeyid dbclustermembers promotiontier vpcsecuritygroups preferredmaintenancewindow preferredbackupwindow',
    alsoCalled: { isclusterwriter: 'clusterwriter' },
  },
  'AWS::RDS::DBInstance': {
    kind: 'rds.instance',
    mayLack:
      'availabilityzone secondaryavailabilityzone endpoint port readreplicadbinstanceidentifiers readreplicadbclusteridentifiers readreplicasourcedbinstanceidentifier promotiontier pendingmodifiedvalues pendingmodifiedvalues.multiaz pendingmodifiedvalues.backupretentionperiod pendingmodifiedvalues.storagetype statusinfos normal dbsubnetgroup subnets subnetoutpost arn dbclusteridentifier kmskeyid vpcsecuritygroups latestrestorabletime dbparametergroups',
  },
  'AWS::RDS::DBSubnetGroup': {
    kind: 'rds.subnet-group',
    mayLack: 'subnetgroupstatus subnets subnetavailabilityzone subnetoutpost subnetoutpostarn arn',
  },
};

/** Security groups keep their IPv4 ranges twice: in short as texts, and with descriptions under a name of its own. */
function withIpv4Ranges(configuration: unknown): unknown {
  if (!isObject(configuration)) return configuration;
  const ranged = (permissions: unknown) =>
    Array.isArray(permissions)
      ? permissions.map((permission: unknown) => {
          if (!isObject(permission)) return permission;
          const { ipRanges, ipv4Ranges, ...rest } = permission;
          const plain = Array.isArray(ipRanges)
            ? ipRanges.map((range: unknown) => (typeof range === 'string' ? { cidrIp: range } : range))
            : ipRanges;
          return { ...rest, ipRanges: Array.isArray(ipv4Ranges) && ipv4Ranges.length > 0 ? ipv4Ranges : plain };
        })
      : permissions;
  const { ipPermissions, ipPermissionsEgress } = configuration;
  return { ...configuration, ipPermissions: ranged(ipPermissions), ipPermissionsEgress: ranged(ipPermissionsEgress) };
}

/** The gateway of an association may not be recorded: then all that is known is that there is one more. */
function withoutTargetlessAssociations(configuration: unknown): unknown {
  if (!isObject(configuration) || !Array.isArray(configuration['associations'])) return configuration;
  const associations = configuration['associations'].map((association: unknown) => {
    const isTold = isObject(association) && (association['main'] === true || association['subnetId'] || association['gatewayId']);
    return isTold ? association : {};
  });
  return { ...configuration, associations };
}

/** Types in the shape of CloudFormation write numbers as texts. */
function withNumbers(names: readonly string[]): (configuration: unknown) => unknown {
  return (configuration) => {
    if (!isObject(configuration)) return configuration;
    const numbers = names.flatMap((name) => {
      const value = configuration[name];
      return typeof value === 'string' && /^\d+$/.test(value) ? [[name, Number(value)] as const] : [];
    });
    return { ...configuration, ...Object.fromEntries(numbers) };
  };
}
