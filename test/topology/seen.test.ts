import { describe, expect, it } from 'vitest';
import { Graph } from '../../src/graph/graph.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { seenIn } from '../../src/topology/seen.ts';
import { seenBehind } from '../../src/topology/seen-services.ts';
import { denied, node, type Override, world, worldWithGaps } from '../kit/world.ts';

const seen = ({ header, nodes }: Snapshot, isJudged = false) => seenIn(new Graph(header, nodes, { actionsOf: () => [] }), () => isJudged);
const services = (snapshot: Snapshot) =>
  seen(snapshot).map(({ service, count, examples, how }) => [service, count, examples.join(' '), how.join(' ')]);
const eni = (key: string, overrides: Override<'ec2.network-interface'>) => node('ec2.network-interface', key, overrides);
const managed = (description: string, interfaceType = 'interface', requesterId: string | null = null) => ({
  description,
  interfaceType,
  requesterId,
  isRequesterManaged: true,
});

describe('a network interface', () => {
  const uuid = '0123abcd-0123-abcd-0123-0123456789ab';
  it.each([
    ['Lambda', 'resize-image', managed(`AWS Lambda VPC ENI-resize-image-${uuid}`, 'lambda')],
    ['Lambda', null, managed(`AWS Lambda VPC ENI: ${uuid}`)],
    ['EKS', 'shop', { ...managed('Amazon EKS shop'), isRequesterManaged: false }],
    ['EKS', null, { ...managed('aws-K8S-i-0123456789abcdef0'), isRequesterManaged: false }],
    ['EKS', null, managed('aws-k8s-branch-eni', 'branch')],
    ['EFS', 'fs-0a1b2c3d', managed('EFS mount target for fs-0a1b2c3d (fsmt-0a1b2c3d)')],
    ['EFS', null, managed('', 'efs')],
    ['OpenSearch', 'logs', managed('ES logs', 'interface', 'amazon-elasticsearch')],
    ['Redshift', null, managed('RedshiftNetworkInterface', 'interface', 'amazon-redshift')],
    [
      'MSK',
      'events',
      managed(`DO NOT DELETE - Amazon MSK network interface for cluster arn:aws:kafka:eu-west-1:1:cluster/events/${uuid}-2.`),
    ],
    ['Amazon MQ', 'b-1', managed('Amazon MQ network interface for broker b-1')],
    ['DMS', null, managed('DMSNetworkInterface')],
    ['Directory Service', 'd-93673a1b2c', managed('AWS created network interface for directory d-93673a1b2c')],
    ['WorkSpaces', null, managed('Created By Amazon Workspaces for AWS Account ID 111111111111')],
    ['API Gateway', null, managed('ENI managed by APIGateway', 'api_gateway_managed')],
    ['Transit Gateway', 'tgw-attach-0a1', managed('Network Interface for Transit Gateway Attachment tgw-attach-0a1', 'transit_gateway')],
    ['Global Accelerator', null, managed('', 'global_accelerator_managed')],
    ['Route 53 Resolver', 'rslvr-in-5', managed('Route 53 Resolver: rslvr-in-5:rni-9')],
    ['SageMaker', null, managed('[DO NOT DELETE] ENI managed by SageMaker for Studio Domain (d-1)')],
    ['MemoryDB', null, managed('something', 'interface', 'amazon-memorydb')],
    ['other services', null, managed('something new')],
    ['other services', null, { ...managed('something new', 'new_managed'), isRequesterManaged: false }],
  ])('tells of %s (%s)', (service, name, traits) => {
    expect(seenBehind(traits)).toEqual({ service, name });
  });

  it.each([
    managed('ELB app/shop/50dc6c495c0c9188'),
    managed('ELB shop', 'interface', 'amazon-elb'),
    managed('ELB net/shop/50dc6c495c0c9188', 'network_load_balancer'),
    managed('RDSNetworkInterface'),
    managed('ElastiCache shop-001'),
    managed('Network interface for DBProxy shop'),
    managed('Interface for NAT Gateway nat-1', 'nat_gateway'),
    managed('VPC Endpoint Interface vpce-1', 'vpc_endpoint'),
    managed('arn:aws:ecs:eu-west-1:111111111111:attachment/1'),
    { ...managed(''), isRequesterManaged: false },
    { ...managed('Primary network interface'), isRequesterManaged: false },
    { ...managed('my opensearch appliance'), isRequesterManaged: false },
    { ...managed('', 'trunk'), isRequesterManaged: false },
    { ...managed('', 'efa'), isRequesterManaged: false },
    { ...managed('', 'constructor'), interfaceType: 'interface', isRequesterManaged: false },
  ])('of the architecture or of one’s own tells of nothing else: $description $interfaceType', (traits) => {
    expect(seenBehind(traits)).toBe(null);
  });
});

describe('what is seen and not judged', () => {
  it('is nothing in an account that holds nothing else', () => {
    expect(seen(world(eni('eni-1', {}), node('ec2.instance', 'i-1'), node('rds.instance', 'orders')))).toEqual([]);
  });

  it('is told by service, with what the service calls it, else by interface', () => {
    const snapshot = world(
      ...['a', 'b', 'c', 'd'].map((name) => eni(`eni-${name}`, managed(`EFS mount target for fs-${name} (fsmt-1)`, 'efs'))),
      eni('eni-e', managed('EFS mount target for fs-a (fsmt-2)', 'efs')),
      eni('eni-f', managed('RedshiftNetworkInterface')),
      eni('eni-g', managed('RedshiftNetworkInterface')),
    );
    expect(services(snapshot)).toEqual([
      ['EFS', 4, 'fs-a fs-b fs-c', 'network-interface'],
      ['Redshift', 2, 'eni-f eni-g', 'network-interface'],
    ]);
  });

  it('is told by tags too, and a cluster once', () => {
    const snapshot = world(
      eni('eni-1', managed('Amazon EKS shop')),
      node('ec2.instance', 'i-1', { tags: { 'aws:eks:cluster-name': 'shop', 'kubernetes.io/cluster/shop': 'owned' } }),
      node('autoscaling.group', 'nodes', { tags: { 'kubernetes.io/cluster/own': 'owned' } }),
      node('autoscaling.group', 'beanstalk', { tags: { 'elasticbeanstalk:environment-name': 'blog-prod' } }),
      node('ec2.subnet', 'subnet-1', { tags: { 'kubernetes.io/cluster/gone': 'shared' } }),
    );
    expect(services(snapshot)).toEqual([
      ['EKS', 1, 'shop', 'network-interface tag'],
      ['Elastic Beanstalk', 1, 'blog-prod', 'tag'],
      ['Kubernetes', 1, 'own', 'tag'],
    ]);
  });

  it('is a database of another engine only where no rule speaks of it', () => {
    const snapshot = world(
      node('rds.cluster', 'documents', { engine: 'docdb' }),
      node('rds.instance', 'documents-1', { engine: 'docdb', cluster: 'documents' }),
      node('rds.cluster', 'graph', { engine: 'neptune' }),
      node('rds.cluster', 'orders', { engine: 'aurora-mysql' }),
    );
    expect(services(snapshot)).toEqual([
      ['DocumentDB', 1, 'documents', 'engine'],
      ['Neptune', 1, 'graph', 'engine'],
    ]);
    expect(seen(snapshot, true)).toEqual([]);
  });

  it('is an endpoint of VPC Lattice, and no other endpoint', () => {
    const endpoint = (key: string, endpointType: string) => node('ec2.vpc-endpoint', key, { endpointType });
    expect(services(world(endpoint('vpce-1', 'ServiceNetwork'), endpoint('vpce-2', 'Interface')))).toEqual([
      ['VPC Lattice', 1, 'vpce-1', 'vpc-endpoint'],
    ]);
  });

  it('is told for each account and region', () => {
    const far = node('ec2.network-interface', 'eni-2', managed('DMSNetworkInterface'), { account: '222222222222', region: 'us-east-1' });
    const places = seen(world(eni('eni-1', managed('DMSNetworkInterface')), far)).map(({ account, region }) => `${account} ${region}`);
    expect(places).toEqual(['111111111111 eu-west-1', '222222222222 us-east-1']);
  });

  it('is not known where the interfaces were not all listed, or are read by no rule', () => {
    const gap = denied('ec2:DescribeNetworkInterfaces');
    const partial = worldWithGaps({ 'ec2.network-interface': gap }, eni('eni-1', managed('DMSNetworkInterface')));
    expect(seen(partial)).toMatchObject([
      { service: null, count: null, how: [], gap },
      { service: 'DMS', count: 1, gap: null },
    ]);
    const { header, nodes } = world(eni('eni-1', managed('DMSNetworkInterface')));
    const skipping = new Graph(header, nodes, { actionsOf: () => [], kinds: new Set(['ec2.vpc']) });
    expect(seenIn(skipping, () => false)).toMatchObject([
      { service: null, gap: { reason: 'not-collected', detail: 'no chosen rule reads ec2.network-interface' } },
    ]);
  });

  it('may be anything where an interface could not be read', () => {
    expect(services(world(eni('eni-1', { description: denied('ec2:DescribeNetworkInterfaces') })))).toEqual([
      ['other services', 1, 'eni-1', 'network-interface'],
    ]);
  });

  it('is no interface of an instance, whoever manages it', () => {
    expect(seen(world(eni('eni-1', { ...managed(''), instance: 'i-1' })))).toEqual([]);
  });

  it('keeps hostile names as they are and takes no overlong ones', () => {
    const hostile = '\u001b[2J__proto__';
    const snapshot = world(eni('eni-1', managed(`Amazon EKS ${hostile}`)), eni('eni-2', managed(`Amazon EKS ${'x'.repeat(100_000)}`)));
    expect(services(snapshot)).toEqual([['EKS', 2, `${hostile} eni-2`, 'network-interface']]);
  });

  it('does not depend on the order of what was read', () => {
    const snapshot = world(...['c', 'a', 'b'].map((name) => eni(`eni-${name}`, managed(`Amazon EKS ${name}`))));
    expect(seen({ ...snapshot, nodes: [...snapshot.nodes].reverse() })).toEqual(seen(snapshot));
  });
});
