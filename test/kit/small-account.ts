import type { AwsEndpoint } from './aws-endpoint.ts';
import { scriptAutoScaling, split } from './small-auto-scaling.ts';
import { scriptContainers } from './small-containers.ts';
import { scriptIdentity } from './small-identity.ts';

/**
 * An account with a little of everything but a network, two pages of each list, and in every item only what AWS
 * documents as always there.
 */
export function scriptSmallAccount(endpoint: AwsEndpoint): AwsEndpoint {
  scriptLoadBalancing(endpoint);
  scriptAutoScaling(endpoint, [blue, green]);
  scriptDatabases(endpoint);
  scriptCaches(endpoint);
  scriptContainers(endpoint);
  scriptIdentity(endpoint);
  scriptConfig(endpoint);
  return scriptKeys(endpoint);
}

export const elbv2Arn = (resource: string) => `arn:aws:elasticloadbalancing:us-east-1:123456789012:${resource}`;
export const keyArn = (id: string, account = '123456789012') => `arn:aws:kms:us-east-1:${account}:key/${id}`;

const web = elbv2Arn('loadbalancer/app/web/1');
const edge = elbv2Arn('loadbalancer/net/edge/2');
const blue = elbv2Arn('targetgroup/blue/1');
const green = elbv2Arn('targetgroup/green/2');
const https = elbv2Arn('listener/app/web/1/1');
const http = elbv2Arn('listener/app/web/1/2');
const tcp = elbv2Arn('listener/net/edge/2/3');
const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
const serverCertificate = 'arn:aws:iam::123456789012:server-certificate/old';
export const smallArns = { web, edge, blue, green, https, http, tcp, certificate, serverCertificate };

function scriptLoadBalancing(endpoint: AwsEndpoint): void {
  const balancer = (LoadBalancerArn: string, LoadBalancerName: string, Type: string) => ({
    LoadBalancerArn,
    LoadBalancerName,
    Type,
    State: { Code: 'active' },
  });
  const group = (TargetGroupArn: string, TargetGroupName: string) => ({
    TargetGroupArn,
    TargetGroupName,
    TargetType: 'instance',
    HealthCheckEnabled: true,
  });
  const rule = (RuleArn: string) => ({ RuleArn, Priority: 'default', IsDefault: true });
  endpoint
    .pages('elasticloadbalancing:DescribeLoadBalancers', [
      { LoadBalancers: [balancer(web, 'web', 'application')] },
      { LoadBalancers: [balancer(edge, 'edge', 'network')] },
    ])
    .on('elasticloadbalancing:DescribeListeners', ({ parameters: { LoadBalancerArn, Marker } }) =>
      LoadBalancerArn === edge
        ? { Listeners: [{ ListenerArn: tcp, LoadBalancerArn: edge, Protocol: 'TCP' }] }
        : split(
            Marker,
            'NextMarker',
            { Listeners: [{ ListenerArn: https, LoadBalancerArn: web, Protocol: 'HTTPS' }] },
            { Listeners: [{ ListenerArn: http, LoadBalancerArn: web, Protocol: 'HTTP' }] },
          ),
    )
    .on('elasticloadbalancing:DescribeListenerCertificates', ({ parameters: { Marker } }) =>
      split(
        Marker,
        'NextMarker',
        { Certificates: [{ CertificateArn: certificate, IsDefault: true }] },
        { Certificates: [{ CertificateArn: certificate }, { CertificateArn: serverCertificate }] },
      ),
    )
    .on('acm:DescribeCertificate', ({ parameters: { CertificateArn } }) => ({
      Certificate: { CertificateArn, Status: 'ISSUED', Type: 'IMPORTED' },
    }))
    .pages('elasticloadbalancing-2012:DescribeLoadBalancers', [
      { LoadBalancerDescriptions: [{ LoadBalancerName: 'shop' }] },
      { LoadBalancerDescriptions: [{ LoadBalancerName: 'till' }] },
    ])
    .on('elasticloadbalancing:DescribeRules', ({ parameters: { ListenerArn, Marker } }) => {
      const prefix = String(ListenerArn).replace(':listener/', ':listener-rule/');
      return split(Marker, 'NextMarker', { Rules: [rule(`${prefix}/1`)] }, { Rules: [rule(`${prefix}/2`)] });
    })
    .pages('elasticloadbalancing:DescribeTargetGroups', [
      { TargetGroups: [group(blue, 'blue')] },
      { TargetGroups: [group(green, 'green')] },
    ])
    .on('elasticloadbalancing:DescribeTargetHealth', ({ parameters: { TargetGroupArn } }) =>
      TargetGroupArn === blue
        ? { TargetHealthDescriptions: [{ Target: { Id: 'i-0123456789abcdef0', Port: 80 }, TargetHealth: { State: 'healthy' } }] }
        : {},
    )
    .on('elasticloadbalancing:DescribeLoadBalancerAttributes', { Attributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] })
    .on('elasticloadbalancing:DescribeTargetGroupAttributes', { Attributes: [{ Key: 'stickiness.enabled', Value: 'false' }] })
    .on('elasticloadbalancing:DescribeTags', ({ parameters }) => ({
      TagDescriptions: Object.entries(parameters)
        .filter(([name]) => name.startsWith('ResourceArns.'))
        .map(([, ResourceArn]) => ({ ResourceArn, Tags: [{ Key: 'Of', Value: String(ResourceArn) }] })),
    }));
}

function scriptDatabases(endpoint: AwsEndpoint): void {
  const instance = (DBInstanceIdentifier: string, more: object = {}) => ({
    DBInstanceIdentifier,
    DBInstanceArn: `arn:aws:rds:us-east-1:123456789012:db:${DBInstanceIdentifier}`,
    Engine: 'postgres',
    DBInstanceStatus: 'available',
    MultiAZ: true,
    StorageEncrypted: true,
    PubliclyAccessible: false,
    DeletionProtection: true,
    BackupRetentionPeriod: 7,
    AutoMinorVersionUpgrade: true,
    DBParameterGroups: [{ DBParameterGroupName: 'default.postgres16', ParameterApplyStatus: 'in-sync' }],
    ...more,
  });
  const cluster = (DBClusterIdentifier: string, more: object = {}) => ({
    DBClusterIdentifier,
    DBClusterArn: `arn:aws:rds:us-east-1:123456789012:cluster:${DBClusterIdentifier}`,
    Engine: 'aurora-mysql',
    Status: 'available',
    StorageEncrypted: true,
    DBClusterParameterGroup: 'default.aurora-mysql8.0',
    ...more,
  });
  const proxy = (DBProxyName: string) => ({
    DBProxyName,
    DBProxyArn: `arn:aws:rds:us-east-1:123456789012:db-proxy:prx-${DBProxyName}`,
    Status: 'available',
  });
  const subnets = (DBSubnetGroupName: string) => ({
    DBSubnetGroupName,
    DBSubnetGroupArn: `arn:aws:rds:us-east-1:123456789012:subgrp:${DBSubnetGroupName}`,
  });
  endpoint
    .pages('rds:DescribeDBInstances', [
      { DBInstances: [instance('orders', { KmsKeyId: keyArn('own') })] },
      { DBInstances: [instance('invoices', { KmsKeyId: 'own' })] },
    ])
    .pages('rds:DescribeDBClusters', [
      { DBClusters: [cluster('users', { KmsKeyId: keyArn('foreign', '999999999999') })] },
      { DBClusters: [cluster('carts')] },
    ])
    .pages('rds:DescribeDBSubnetGroups', [{ DBSubnetGroups: [subnets('data')] }, { DBSubnetGroups: [subnets('default')] }])
    .on('rds:DescribeDBParameters', ({ parameters: { Marker } }) =>
      split(
        Marker,
        'Marker',
        { Parameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '1', Source: 'system' }] },
        { Parameters: [{ ParameterName: 'max_connections', Source: 'engine-default' }] },
      ),
    )
    .on('rds:DescribeDBClusterParameters', ({ parameters: { Marker } }) =>
      split(Marker, 'Marker', { Parameters: [{ ParameterName: 'require_secure_transport', ParameterValue: 'OFF', Source: 'user' }] }, {}),
    )
    .pages('rds:DescribeDBProxies', [{ DBProxies: [proxy('orders-proxy')] }, { DBProxies: [proxy('users-proxy')] }])
    .on('rds:DescribeDBProxyTargets', ({ parameters: { DBProxyName, Marker } }) =>
      DBProxyName === 'orders-proxy'
        ? { Targets: [{ Type: 'RDS_INSTANCE', RdsResourceId: 'orders', TargetHealth: { State: 'AVAILABLE' } }] }
        : split(
            Marker,
            'Marker',
            { Targets: [{ Type: 'TRACKED_CLUSTER', RdsResourceId: 'users' }] },
            { Targets: [{ Type: 'RDS_INSTANCE', RdsResourceId: 'users-1', TrackedClusterId: 'users' }] },
          ),
    )
    .on('rds:ListTagsForResource', ({ parameters: { ResourceName } }) => ({ TagList: [{ Key: 'Of', Value: String(ResourceName) }] }));
}

function scriptCaches(endpoint: AwsEndpoint): void {
  const arn = (resource: string) => ({ ARN: `arn:aws:elasticache:us-east-1:123456789012:${resource}` });
  const group = (id: string) => ({
    ReplicationGroupId: id,
    ...arn(`replicationgroup:${id}`),
    Status: 'available',
    AutomaticFailover: 'enabled',
    ClusterEnabled: false,
  });
  const cluster = (id: string) => ({
    CacheClusterId: id,
    ...arn(`cluster:${id}`),
    Engine: 'redis',
    CacheClusterStatus: 'available',
    NumCacheNodes: 1,
    CacheNodes: [],
  });
  const subnets = (id: string) => ({ CacheSubnetGroupName: id, ...arn(`subnetgroup:${id}`) });
  const user = (UserId: string) => ({ UserId, UserName: UserId, ...arn(`user:${UserId}`), Status: 'active', AccessString: 'on ~* +@all' });
  const serverless = (id: string) => ({ ServerlessCacheName: id, ...arn(`serverlesscache:${id}`), Status: 'creating' });
  endpoint
    .pages('elasticache:DescribeReplicationGroups', [
      { ReplicationGroups: [{ ...group('sessions'), KmsKeyId: 'alias/cache' }] },
      { ReplicationGroups: [group('queue')] },
    ])
    .pages('elasticache:DescribeCacheClusters', [{ CacheClusters: [cluster('sessions-001')] }, { CacheClusters: [cluster('memo')] }])
    .pages('elasticache:DescribeCacheSubnetGroups', [{ CacheSubnetGroups: [subnets('data')] }, { CacheSubnetGroups: [subnets('default')] }])
    .pages('elasticache:DescribeUsers', [{ Users: [user('app')] }, { Users: [user('default')] }])
    .on('elasticache:DescribeServerlessCaches', ({ parameters: { NextToken } }) =>
      split(NextToken, 'NextToken', { ServerlessCaches: [serverless('one')] }, { ServerlessCaches: [serverless('two')] }),
    )
    .on('elasticache:ListTagsForResource', ({ parameters: { ResourceName } }) => ({
      TagList: [{ Key: 'Of', Value: String(ResourceName) }],
    }));
}

function scriptConfig(endpoint: AwsEndpoint): void {
  const rule = (ConfigRuleName: string) => ({
    ConfigRuleName,
    ConfigRuleArn: `arn:aws:config:us-east-1:123456789012:config-rule/config-rule-${ConfigRuleName}`,
    Source: { Owner: 'AWS', SourceIdentifier: 'RDS_MULTI_AZ_SUPPORT' },
    ConfigRuleState: 'ACTIVE',
  });
  endpoint
    .on('config:DescribeConfigurationRecorders', { ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }] })
    .on('config:DescribeConfigurationRecorderStatus', {
      ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS' }],
    })
    .pages('config:DescribeConfigRules', [{ ConfigRules: [rule('standby')] }, { ConfigRules: [rule('encrypted')] }])
    .on('config:DescribeComplianceByConfigRule', ({ parameters: { NextToken } }) =>
      split(
        NextToken,
        'NextToken',
        { ComplianceByConfigRules: [{ ConfigRuleName: 'standby', Compliance: { ComplianceType: 'COMPLIANT' } }] },
        { ComplianceByConfigRules: [{ ConfigRuleName: 'encrypted', Compliance: { ComplianceType: 'NON_COMPLIANT' } }] },
      ),
    );
}

function scriptKeys(endpoint: AwsEndpoint): AwsEndpoint {
  return endpoint
    .on('ec2:DescribeVolumes', {
      Volumes: [{ VolumeId: 'vol-1', Encrypted: true, State: 'in-use', VolumeType: 'gp3', KmsKeyId: keyArn('own') }],
    })
    .on('kms:DescribeKey', ({ parameters: { KeyId } }) => ({
      KeyMetadata: {
        KeyId,
        Arn: KeyId,
        KeyManager: 'CUSTOMER',
        KeyState: 'PendingDeletion',
        DeletionDate: new Date('2027-01-01T00:00:00Z'),
      },
    }));
}
