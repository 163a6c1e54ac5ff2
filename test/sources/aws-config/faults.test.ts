import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Kind } from '../../../src/model/kinds.ts';
import { shapes } from '../../../src/sources/aws-config/shapes.ts';
import { AwsEndpoint } from '../../kit/aws-endpoint.ts';
import { group, item, readConfig, vpc, why } from '../../kit/config-account.ts';
import { scriptConfig } from '../../kit/config-items.ts';
import { coverageOf } from '../../kit/live.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

const read = (kinds?: readonly Kind[], isFilledLive?: boolean) => readConfig(endpoint, kinds, isFilledLive);

describe('odd answers of AWS Config', () => {
  const pages = (...rows: readonly (readonly unknown[])[]) =>
    scriptConfig(endpoint, []).on('config:SelectResourceConfig', ({ parameters }) => {
      const page = Number(parameters['NextToken'] ?? 0);
      return {
        Results: rows[page]?.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))),
        ...(page + 1 < rows.length ? { NextToken: String(page + 1) } : {}),
      };
    });

  it('sends pages twice: each resource is there once, as it was last', async () => {
    const later = vpc('vpc-1', { configurationItemCaptureTime: '2026-11-21T06:19:00.000Z' }, { isDefault: true });
    pages([vpc('vpc-1'), vpc('vpc-2')], [vpc('vpc-1'), vpc('vpc-2')], [later], [vpc('vpc-1')]);
    const { nodes, header } = await read();
    expect(nodes.map(({ key, facts }) => [key, facts['isDefault']])).toEqual([
      ['vpc-1', true],
      ['vpc-2', false],
    ]);
    expect(header.coverage).toMatchObject([{ items: 2, status: 'complete' }]);
  });

  it('sends one token again and again: the listing ends with a gap', async () => {
    scriptConfig(endpoint, []).on('config:SelectResourceConfig', { Results: [JSON.stringify(vpc('vpc-1'))], NextToken: 'again' });
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['failed', false, 'malformed config:SelectResourceConfig']);
    expect(endpoint.calls('config:SelectResourceConfig')).toBe(2);
  });

  it('still holds what was deleted', async () => {
    pages([vpc('vpc-1'), vpc('vpc-2', { configurationItemStatus: 'ResourceDeletedNotRecorded' })]);
    const snapshot = await read();
    expect(snapshot.nodes.map(({ key }) => key)).toEqual(['vpc-1']);
    expect(why(coverageOf(snapshot, 'ec2.vpc'))).toEqual(['complete', true]);
  });

  it.each([
    ['knows of a resource without recording it', vpc('vpc-2', { configurationItemStatus: 'ResourceNotRecorded' }), 'not-collected'],
    ['sends an item in a state nobody knows', vpc('vpc-2', { configurationItemStatus: 'ResourceLost' }), 'not-collected'],
    ['sends half an item', '{"resourceType":"AWS::EC2::VPC","resource', 'malformed'],
    ['sends an item without an id', { resourceType: 'AWS::EC2::VPC' }, 'malformed'],
  ])('%s: nothing is known of the list', async (_, row, reason) => {
    pages([vpc('vpc-1'), row]);
    expect(coverageOf(await read(), 'ec2.vpc')).toMatchObject({ listed: false, gaps: [{ reason }] });
  });

  it('sends texts for truths, or leaves members out: those facts alone are gaps', async () => {
    pages([vpc('vpc-1', {}, { isDefault: 'false', cidrBlockAssociationSet: 7 }), vpc('vpc-2', {}, { ownerId: null, isDefault: null })]);
    const { nodes } = await read();
    expect(nodes.map(({ facts, gaps }) => [facts['state'], Object.keys(gaps)])).toEqual([
      ['available', ['cidrBlocks', 'isDefault']],
      ['available', ['isDefault']],
    ]);
    expect(nodes[0]?.gaps['isDefault']?.reason).toBe('malformed');
  });

  it('leaves out the rules of a group, the entries of a network ACL, the routes of a table: they are not none', async () => {
    const bare = (type: string, id: string, more: object = {}) => item(type, id, { vpcId: 'vpc-1', isDefault: false, ...more });
    scriptConfig(endpoint, [
      vpc('vpc-1'),
      bare('AWS::EC2::SecurityGroup', 'sg-1', { groupId: 'sg-1', groupName: 'app' }),
      bare('AWS::EC2::NetworkAcl', 'acl-1', { networkAclId: 'acl-1' }),
      bare('AWS::EC2::RouteTable', 'rtb-1', { routeTableId: 'rtb-1' }),
    ]);
    const { nodes } = await read(['ec2.vpc', 'ec2.security-group', 'ec2.network-acl', 'ec2.route-table']);
    expect(Object.fromEntries(nodes.map(({ key, gaps }) => [key, Object.keys(gaps)]))).toMatchObject({
      'sg-1': ['egress', 'ingress'],
      'acl-1': ['entries', 'subnets'],
      'rtb-1': ['associations', 'routes'],
    });
  });

  it('keeps a configuration as a text in a text', async () => {
    const plain = vpc('vpc-1');
    pages([{ ...plain, configuration: JSON.stringify(JSON.stringify(plain['configuration'])), tags: { Name: 'shop' } }]);
    expect((await read()).nodes[0]?.facts).toMatchObject({ isDefault: false, tags: { Name: 'shop' } });
  });

  it('lacks what a resource names: the list may lack more', async () => {
    scriptConfig(endpoint, [vpc('vpc-1'), group('sg-1', 'vpc-shared')]);
    const snapshot = await read(['ec2.vpc', 'ec2.security-group']);
    expect(coverageOf(snapshot, 'ec2.vpc')).toMatchObject({ status: 'partial', listed: false, items: 1 });
    expect(coverageOf(snapshot, 'ec2.vpc').gaps[0]?.detail).toContain('vpc-shared');
    expect(why(coverageOf(snapshot, 'ec2.security-group'))).toEqual(['complete', true]);
  });

  it('lacks the subnet of a route table and the source of a rule: those lists may lack more', async () => {
    const table = item('AWS::EC2::RouteTable', 'rtb-1', {
      routeTableId: 'rtb-1',
      vpcId: 'vpc-1',
      routes: [],
      associations: [{ main: false, subnetId: 'subnet-1', associationState: { state: 'associated' } }],
    });
    const admits = (pair: object) =>
      item('AWS::EC2::SecurityGroup', 'sg-1', {
        groupId: 'sg-1',
        groupName: 'app',
        vpcId: 'vpc-1',
        ipPermissions: [{ ipProtocol: '-1', ipRanges: [], ipv6Ranges: [], prefixListIds: [], userIdGroupPairs: [pair] }],
        ipPermissionsEgress: [],
      });
    const listed = async (pair: object) => {
      scriptConfig(endpoint, [vpc('vpc-1'), table, admits(pair)]);
      const snapshot = await read(['ec2.vpc', 'ec2.subnet', 'ec2.route-table', 'ec2.security-group']);
      return ['ec2.subnet', 'ec2.route-table', 'ec2.security-group'].map((kind) => coverageOf(snapshot, kind).listed);
    };
    expect(await listed({ groupId: 'sg-gone', userId: '123456789012' })).toEqual([false, true, false]);
    expect(await listed({ groupId: 'sg-1', userId: '123456789012' })).toEqual([false, true, true]);
    expect(await listed({ groupId: 'sg-theirs', userId: '222222222222' })).toEqual([false, true, true]);
    expect(await listed({ groupId: 'sg-gone', userId: '123456789012', vpcPeeringConnectionId: 'pcx-1' })).toEqual([false, true, true]);
  });

  it('does not say which load balancer a listener is of, or which cluster a service: they are lost to none', async () => {
    const arn = (type: string) => `arn:aws:elasticloadbalancing:us-east-1:123456789012:${type}/app/web/0123456789abcdef`;
    const balancer = item('AWS::ElasticLoadBalancingV2::LoadBalancer', arn('loadbalancer'), {
      loadBalancerArn: arn('loadbalancer'),
      loadBalancerName: 'web',
    });
    const listener = (owner: object) =>
      item('AWS::ElasticLoadBalancingV2::Listener', arn('listener'), { ListenerArn: arn('listener'), Port: 80, ...owner });
    const cluster = item('AWS::ECS::Cluster', 'prod', { Arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/prod' });
    const service = item('AWS::ECS::Service', 'web', { ServiceArn: 'arn:aws:ecs:us-east-1:123456789012:service/prod/web' });
    scriptConfig(endpoint, [balancer, listener({}), cluster, service]);
    const snapshot = await read(['elbv2.load-balancer', 'elbv2.listener', 'ecs.cluster', 'ecs.service']);
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject({ listed: false, items: 0 });
    expect(coverageOf(snapshot, 'ecs.service')).toMatchObject({ listed: false, items: 0 });
    scriptConfig(endpoint, [balancer, listener({ LoadBalancerArn: arn('loadbalancer') })]);
    expect(coverageOf(await read(['elbv2.load-balancer', 'elbv2.listener']), 'elbv2.listener')).toMatchObject({ listed: true, items: 1 });
  });
});

describe('AWS Config with AWS for the rest', () => {
  it('asks AWS for a list, too, that only lacks what AWS itself names', async () => {
    scriptConfig(endpoint, [vpc('vpc-1')])
      .on('ec2:DescribeVpcEndpoints', {
        VpcEndpoints: [
          {
            VpcEndpointId: 'vpce-1',
            VpcEndpointType: 'Interface',
            VpcId: 'vpc-shared',
            OwnerId: '123456789012',
            State: 'available',
            ServiceName: 'com.amazonaws.us-east-1.ecr.api',
          },
        ],
      })
      .on('ec2:DescribeVpcs', {
        Vpcs: ['vpc-1', 'vpc-shared'].map((VpcId) => ({
          VpcId,
          OwnerId: VpcId === 'vpc-1' ? '123456789012' : '222222222222',
          IsDefault: false,
          State: 'available',
          CidrBlock: '10.0.0.0/16',
        })),
      });
    const snapshot = await read(['ec2.vpc', 'ec2.vpc-endpoint'], true);
    expect(why(coverageOf(snapshot, 'ec2.vpc'))).toEqual(['complete', true]);
    expect(snapshot.nodes.map(({ key }) => key).toSorted()).toEqual(['vpc-1', 'vpc-shared', 'vpce-1']);
    expect(endpoint.calls('ec2:DescribeVpcs')).toBe(1);
  });
});

describe('the types that are read', () => {
  it('are none that AWS Config records in one region only, or not at all', () => {
    const types = Object.keys(shapes);
    expect(types.filter((type) => /::IAM::|::GlobalCluster$|::CloudFront::|::Route53::|::ElastiCache::|::S3::/.test(type))).toEqual([]);
    const kindsRead = Object.values(shapes).map(({ kind }) => kind);
    expect(new Set(kindsRead).size).toBe(types.length);
  });
});
