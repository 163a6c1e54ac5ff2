import type { FactsOf, RelationsOf } from './declare.ts';
import * as applicationAutoScaling from './kinds/application-auto-scaling.ts';
import * as autoScaling from './kinds/auto-scaling.ts';
import * as balancing from './kinds/balancing.ts';
import * as cache from './kinds/cache.ts';
import * as compute from './kinds/compute.ts';
import * as containers from './kinds/containers.ts';
import * as data from './kinds/data.ts';
import * as governance from './kinds/governance.ts';
import * as identity from './kinds/identity.ts';
import * as network from './kinds/network.ts';
import * as routing from './kinds/routing.ts';

/** Every resource kind this program knows. The name is permanent. */
export const kinds = {
  'acm.certificate': balancing.certificate,
  'applicationautoscaling.policy': applicationAutoScaling.applicationScalingPolicy,
  'applicationautoscaling.scalable-target': applicationAutoScaling.scalableTarget,
  'autoscaling.activity': autoScaling.scalingActivity,
  'autoscaling.group': autoScaling.autoScalingGroup,
  'autoscaling.instance-refresh': autoScaling.instanceRefresh,
  'autoscaling.launch-configuration': autoScaling.launchConfiguration,
  'autoscaling.lifecycle-hook': autoScaling.lifecycleHook,
  'autoscaling.policy': autoScaling.scalingPolicy,
  'autoscaling.scheduled-action': autoScaling.scheduledAction,
  'autoscaling.traffic-source': autoScaling.trafficSource,
  'autoscaling.warm-pool': autoScaling.warmPool,
  'config.recorder': governance.configRecorder,
  'config.rule': governance.configRule,
  'ec2.address': network.address,
  'ec2.allowed-images-settings': compute.allowedImagesSettings,
  'ec2.availability-zone': network.availabilityZone,
  'ec2.ebs-encryption-by-default': compute.ebsEncryptionByDefault,
  'ec2.egress-only-internet-gateway': routing.egressOnlyInternetGateway,
  'ec2.flow-log': network.flowLog,
  'ec2.image': compute.image,
  'ec2.instance': compute.instance,
  'ec2.instance-metadata-defaults': compute.instanceMetadataDefaults,
  'ec2.internet-gateway': routing.internetGateway,
  'ec2.launch-template': compute.launchTemplate,
  'ec2.launch-template-version': compute.launchTemplateVersion,
  'ec2.managed-prefix-list': network.managedPrefixList,
  'ec2.nat-gateway': routing.natGateway,
  'ec2.network-acl': network.networkAcl,
  'ec2.network-interface': network.networkInterface,
  'ec2.route-table': routing.routeTable,
  'ec2.security-group': network.securityGroup,
  'ec2.subnet': network.subnet,
  'ec2.volume': compute.volume,
  'ec2.vpc': network.vpc,
  'ec2.vpc-endpoint': network.vpcEndpoint,
  'ec2.vpc-peering-connection': network.vpcPeeringConnection,
  'ecr.registry-scanning-configuration': containers.registryScanning,
  'ecr.repository': containers.repository,
  'ecs.capacity-provider': containers.capacityProvider,
  'ecs.cluster': containers.cluster,
  'ecs.service': containers.service,
  'ecs.task': containers.task,
  'ecs.task-definition': containers.taskDefinition,
  'elasticache.cluster': cache.cacheCluster,
  'elasticache.replication-group': cache.replicationGroup,
  'elasticache.serverless-cache': cache.serverlessCache,
  'elasticache.subnet-group': cache.cacheSubnetGroup,
  'elasticache.user': cache.cacheUser,
  'elb.load-balancer': balancing.classicLoadBalancer,
  'elbv2.listener': balancing.listener,
  'elbv2.listener-rule': balancing.listenerRule,
  'elbv2.load-balancer': balancing.loadBalancer,
  'elbv2.target-group': balancing.targetGroup,
  'elbv2.target-health': balancing.targetHealth,
  'iam.instance-profile': identity.instanceProfile,
  'iam.policy': identity.policy,
  'iam.role': identity.role,
  'iam.role-policy': identity.rolePolicy,
  'kms.key': data.kmsKey,
  'rds.cluster': data.dbCluster,
  'rds.cluster-parameter-group': data.dbClusterParameterGroup,
  'rds.instance': data.dbInstance,
  'rds.parameter-group': data.dbParameterGroup,
  'rds.proxy': data.dbProxy,
  'rds.subnet-group': data.dbSubnetGroup,
  'ssm.managed-instance': identity.managedInstance,
} as const;

export type Kinds = typeof kinds;
export type Kind = keyof Kinds;
export type Facts<K extends Kind> = FactsOf<Kinds[K]>;
export type Relations<K extends Kind> = RelationsOf<Kinds[K]>;

export function isKind(name: string): name is Kind {
  return Object.hasOwn(kinds, name);
}

export const kindNames: readonly Kind[] = Object.keys(kinds).filter(isKind).sort();
