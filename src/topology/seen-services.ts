/** What is read of a network interface to tell who made it. */
export interface InterfaceTraits {
  readonly interfaceType: string;
  readonly description: string;
  readonly requesterId: string | null;
  readonly isRequesterManaged: boolean;
}

export interface SeenService {
  readonly service: string;
  /** What the service calls the thing behind the interface; null where it does not say. */
  readonly name: string | null;
}

interface Pattern {
  readonly service: string;
  /** How the service describes its interfaces; what the group `name` holds is what it calls the thing behind them. */
  readonly description: RegExp;
}

/** Types that one service alone uses. `lambda` and others say more in their description. */
const byType: Readonly<Record<string, string>> = {
  api_gateway_managed: 'API Gateway',
  aws_codestar_connections_managed: 'CodeConnections',
  ec2_instance_connect_endpoint: 'EC2 Instance Connect',
  efs: 'EFS',
  evs: 'Elastic VMware Service',
  gateway_load_balancer_endpoint: 'Gateway Load Balancer endpoint',
  global_accelerator_managed: 'Global Accelerator',
  iot_rules_managed: 'IoT rules',
  lambda: 'Lambda',
  quicksight: 'QuickSight',
  transit_gateway: 'Transit Gateway',
};

/** Services of the architecture, which rules speak of, and what belongs to an instance. */
const ownTypes: ReadonlySet<string> = new Set([
  'branch',
  'efa',
  'efa-only',
  'gateway_load_balancer',
  'load_balancer',
  'natGateway',
  'nat_gateway',
  'network_load_balancer',
  'trunk',
  'vpc_endpoint',
]);
const own =
  /^(?:ELB |RDSNetworkInterface$|ElastiCache[ +]|Network interface for DBProxy |Interface for NAT Gateway |VPC Endpoint Interface |Primary network interface$|arn:[\w-]+:ecs:)/;

/** Told by what AWS writes, from the first character on. */
const patterns: readonly Pattern[] = [
  { service: 'Lambda', description: /^AWS Lambda VPC ENI-(?<name>.+)-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/ },
  { service: 'Lambda', description: /^AWS Lambda VPC ENI/ },
  { service: 'EKS', description: /^Amazon EKS (?<name>.+)$/ },
  { service: 'EKS', description: /^aws-(?:K8S-|k8s-branch-eni)/ },
  { service: 'EFS', description: /^EFS mount target for (?<name>fs-[\da-z]+)/ },
  { service: 'OpenSearch', description: /^ES (?<name>\S+)$/ },
  { service: 'Redshift', description: /^RedshiftNetworkInterface$/ },
  { service: 'DAX', description: /^DAX\b/ },
  {
    service: 'MSK',
    description: /^(?:DO NOT DELETE - )?Amazon MSK network interface for cluster arn:[\w-]+:kafka:[^:]*:[^:]*:cluster\/(?<name>[^/]+)\//,
  },
  { service: 'Amazon MQ', description: /^Amazon MQ network interface for broker (?<name>\S+)/ },
  { service: 'DMS', description: /^DMSNetworkInterface$/ },
  { service: 'Directory Service', description: /^AWS created network interface for directory (?<name>d-[\da-z]+)/ },
  { service: 'WorkSpaces', description: /^Created By Amazon WorkSpaces /i },
  { service: 'API Gateway', description: /^ENI managed by APIGateway/ },
  { service: 'Transit Gateway', description: /^Network Interface for Transit Gateway Attachment (?<name>tgw-attach-[\da-z]+)/ },
  { service: 'Route 53 Resolver', description: /^Route 53 Resolver: (?<name>rslvr-[\da-z-]+)/ },
  { service: 'SageMaker', description: /^\[do not delete\] .*SageMaker/i },
  { service: 'Glue', description: /^Attached to Glue using role: / },
  { service: 'EMR', description: /^AWS ElasticMapReduce/ },
  { service: 'CloudHSM', description: /^CloudHSM /i },
  { service: 'Data Firehose', description: /^Amazon Kinesis Firehose - / },
  { service: 'DataSync', description: /^datasync /i },
  { service: 'CodeConnections', description: /^AWS CodeStar Connections/ },
  { service: 'CodeBuild', description: /^arn:[\w-]+:codebuild:[^:]*:[^:]*:project\/(?<name>[^/]+)/ },
];

/** Looked for anywhere, and so only where AWS made the interface. */
const words: readonly Pattern[] = [
  { service: 'MemoryDB', description: /memorydb/i },
  { service: 'FSx', description: /\bfsx\b/i },
  { service: 'OpenSearch', description: /opensearch|elasticsearch/i },
  { service: 'Redshift', description: /redshift/i },
  { service: 'Managed Airflow', description: /\bmwaa\b|airflow/i },
  { service: 'AppStream', description: /appstream/i },
  { service: 'App Runner', description: /app ?runner/i },
  { service: 'VPC Lattice', description: /lattice/i },
  { service: 'SageMaker', description: /sagemaker/i },
  { service: 'DocumentDB', description: /documentdb|docdb/i },
  { service: 'Neptune', description: /neptune/i },
  { service: 'Transfer Family', description: /aws transfer|transfer family/i },
];

export const otherServices = 'other services';

/** The service behind a network interface that the rules do not speak of; null for theirs, and for an interface of one's own. */
export function seenBehind(traits: InterfaceTraits): SeenService | null {
  const { interfaceType, description, requesterId, isRequesterManaged } = traits;
  const isMadeByAws = isRequesterManaged || (interfaceType !== 'interface' && !ownTypes.has(interfaceType));
  if (description === '' && !isMadeByAws) return null;
  const told = patterns.find((pattern) => pattern.description.test(description));
  if (told !== undefined) return { service: told.service, name: told.description.exec(description)?.groups?.['name'] ?? null };
  const typed = Object.hasOwn(byType, interfaceType) ? byType[interfaceType] : undefined;
  if (typed !== undefined) return { service: typed, name: null };
  if (!isMadeByAws || ownTypes.has(interfaceType) || own.test(description)) return null;
  const asked = `${description} ${requesterId ?? ''}`;
  const worded = words.find((pattern) => pattern.description.test(asked));
  return { service: worded?.service ?? otherServices, name: null };
}

/** The service that a tag speaks of, with the cluster or environment it names. */
export function seenInTag(key: string, value: string): SeenService | null {
  switch (key) {
    case 'eks:cluster-name':
    case 'aws:eks:cluster-name':
      return { service: 'EKS', name: value };
    case 'elbv2.k8s.aws/cluster':
      return { service: kubernetes, name: value };
    case 'elasticbeanstalk:environment-name':
      return { service: 'Elastic Beanstalk', name: value };
    case 'aws:elasticmapreduce:job-flow-id':
      return { service: 'EMR', name: value };
    default:
      return key.startsWith(clusterKey) ? { service: kubernetes, name: key.slice(clusterKey.length) } : null;
  }
}

/** A cluster of EKS, or one of one's own: its tags are the same. */
export const kubernetes = 'Kubernetes';
const clusterKey = 'kubernetes.io/cluster/';
