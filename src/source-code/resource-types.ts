import type { Kind } from '../model/kinds.ts';
import type { nameAttributes } from './terraform/instances.ts';

type NameAttribute = (typeof nameAttributes)[number];

/** How a kind is called in code, and which attribute holds the name that the report has of it. */
interface Types {
  readonly terraform: readonly string[];
  readonly attribute: NameAttribute;
  /** Property of CloudFormation; null where only the tag `Name` names it. */
  readonly property: string | null;
}

const tagged = (...terraform: readonly string[]): Types => ({ terraform, attribute: 'tags.Name', property: null });
const named = (property: string, ...terraform: readonly string[]): Types => ({ terraform, attribute: 'name', property });

const types: Partial<Record<Kind, Types>> = {
  'autoscaling.group': named('AutoScalingGroupName', 'aws_autoscaling_group'),
  'autoscaling.launch-configuration': named('LaunchConfigurationName', 'aws_launch_configuration'),
  'autoscaling.policy': named('PolicyName', 'aws_autoscaling_policy'),
  'ec2.instance': tagged('aws_instance'),
  'ec2.internet-gateway': tagged('aws_internet_gateway'),
  'ec2.launch-template': named('LaunchTemplateName', 'aws_launch_template'),
  'ec2.nat-gateway': tagged('aws_nat_gateway'),
  'ec2.network-acl': tagged('aws_network_acl', 'aws_default_network_acl'),
  'ec2.route-table': tagged('aws_route_table', 'aws_default_route_table'),
  'ec2.security-group': named('GroupName', 'aws_security_group'),
  'ec2.subnet': tagged('aws_subnet', 'aws_default_subnet'),
  'ec2.volume': tagged('aws_ebs_volume'),
  'ec2.vpc': tagged('aws_vpc', 'aws_default_vpc'),
  'ec2.vpc-endpoint': tagged('aws_vpc_endpoint'),
  'ecr.repository': named('RepositoryName', 'aws_ecr_repository'),
  'ecs.cluster': named('ClusterName', 'aws_ecs_cluster'),
  'ecs.service': named('ServiceName', 'aws_ecs_service'),
  'ecs.task-definition': { terraform: ['aws_ecs_task_definition'], attribute: 'family', property: 'Family' },
  'elasticache.cluster': { terraform: ['aws_elasticache_cluster'], attribute: 'cluster_id', property: 'ClusterName' },
  'elasticache.replication-group': {
    terraform: ['aws_elasticache_replication_group'],
    attribute: 'replication_group_id',
    property: 'ReplicationGroupId',
  },
  'elasticache.serverless-cache': named('ServerlessCacheName', 'aws_elasticache_serverless_cache'),
  'elasticache.subnet-group': named('CacheSubnetGroupName', 'aws_elasticache_subnet_group'),
  'elb.load-balancer': named('LoadBalancerName', 'aws_elb'),
  'elbv2.load-balancer': named('Name', 'aws_lb', 'aws_alb'),
  'elbv2.target-group': named('Name', 'aws_lb_target_group', 'aws_alb_target_group'),
  'iam.instance-profile': named('InstanceProfileName', 'aws_iam_instance_profile'),
  'iam.role': named('RoleName', 'aws_iam_role'),
  'rds.cluster': { terraform: ['aws_rds_cluster'], attribute: 'cluster_identifier', property: 'DBClusterIdentifier' },
  'rds.cluster-parameter-group': named('DBClusterParameterGroupName', 'aws_rds_cluster_parameter_group'),
  'rds.instance': {
    terraform: ['aws_db_instance', 'aws_rds_cluster_instance'],
    attribute: 'identifier',
    property: 'DBInstanceIdentifier',
  },
  'rds.parameter-group': named('DBParameterGroupName', 'aws_db_parameter_group'),
  'rds.proxy': named('DBProxyName', 'aws_db_proxy'),
  'rds.subnet-group': named('DBSubnetGroupName', 'aws_db_subnet_group'),
};

const byKind = new Map<string, Types>(Object.entries(types));

/** Null for kinds that are told by their id alone. */
export function codeTypesOf(kind: string): Types | null {
  return byKind.get(kind) ?? null;
}

/** Kinds whose members AWS makes on an owner's behalf. */
export const generatedKinds: ReadonlySet<string> = new Set([
  'ec2.instance',
  'ec2.network-interface',
  'ec2.volume',
  'ecs.task',
  'elbv2.target-health',
  'ssm.managed-instance',
]);
