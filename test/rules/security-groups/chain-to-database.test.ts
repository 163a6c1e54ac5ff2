import toDbCluster from '../../../rules/security-groups/chain-to-db-cluster.ts';
import toDbInstance from '../../../rules/security-groups/chain-to-db-instance.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import {
  appGroup,
  aroundData,
  appTier,
  autoScalingGroup,
  database,
  dataGroup,
  group,
  rule as ingress,
  stack,
  subnets,
  templateVersion,
  workerTier,
} from '../../kit/security-world.ts';
import { denied, node, subnet, worldWithGaps } from '../../kit/world.ts';

type Rules = readonly ReturnType<typeof ingress>[];

const db = (rules: Rules, ...others: readonly NodeRecord[]) => aroundData(database(), dataGroup([...rules]), ...others);
const appLettingOut = (...egress: Rules) => db([ingress('sg-app', 5432)], appGroup([], { egress: [...egress] }));
const noAutoScaling = { 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') };

ruleCases(toDbInstance, {
  pass: {
    'the group of the app tier is admitted': { world: db([ingress('sg-app', 5432)]), evidence: ['ingress'] },
    'a worker is admitted': {
      world: db([ingress('sg-worker', 5432)], ...workerTier, group('sg-worker', [])),
      evidence: ['ingress'],
    },
    'a function is admitted': {
      world: db(
        [ingress('sg-function', 5432)],
        node('ec2.network-interface', 'eni-1', { interfaceType: 'lambda', securityGroups: ['sg-function'] }),
        group('sg-function', []),
      ),
      evidence: ['ingress'],
    },
    "the VPC is admitted, which is another rule's matter": { world: db([ingress('10.0.0.0/16', 5432)]), evidence: ['ingress'] },
    'one of the app subnets is admitted': { world: db([ingress('10.0.21.0/24', 5432)]), evidence: ['ingress'] },
    'the IPv6 block of an app subnet is admitted': {
      world: db(
        [ingress('2001:db8:0:a::/64', 5432)],
        subnet('app', 'a', { cidrBlock: null, ipv6CidrBlocks: ['2001:db8:0:a::/64'] }),
        appGroup([], { egress: [ingress('::/0', 'everything')] }),
        ...(['a', 'b'] as const).map((letter) => subnet('data', letter, { ipv6CidrBlocks: [`2001:db8:0:d${letter}::/64`] })),
      ),
      evidence: ['ingress'],
    },
    'a list of the customer holds the app subnets': {
      world: db([ingress('pl-1', 5432)], node('ec2.managed-prefix-list', 'pl-1', { cidrBlocks: ['10.0.20.0/22'] })),
      evidence: ['ingress'],
    },
    'one of several groups on the database opens the port': {
      world: db([], database({ securityGroups: ['sg-data', 'sg-more'] }), group('sg-more', [ingress('sg-app', 5432)])),
      evidence: ['ingress'],
    },
    'the app tier lets out to the group of the database': { world: appLettingOut(ingress('sg-data', 5432)), evidence: ['ingress'] },
    'the app tier lets out to the data subnets': {
      world: appLettingOut(ingress('10.0.31.0/24', 5432), ingress('10.0.32.0/24', 5432)),
      evidence: ['ingress'],
    },
    'another group on the same instances lets out': {
      world: db(
        [ingress('sg-app', 5432)],
        templateVersion({ securityGroups: ['sg-app', 'sg-out'] }),
        appGroup([], { egress: [] }),
        group('sg-out', [], { egress: [ingress('sg-data', 5432)] }),
      ),
      evidence: ['ingress'],
    },
    'both ports of an availability group are open': {
      world: db([ingress('sg-app', [1433, 1450])], database({ engine: 'sqlserver-ee', port: 1433, listenerPort: 1450 })),
      evidence: ['ingress', 'ingress'],
    },
    'a way is known, although other compute is not readable': {
      world: worldWithGaps(noAutoScaling, ...appTier, ...subnets, appGroup(), database(), dataGroup()),
      evidence: ['ingress'],
    },
  },
  fail: {
    'nothing opens the port': { world: db([ingress('sg-app', 3306)]), evidence: ['ingress'] },
    'only a group outside of the app tier is admitted': { world: db([ingress('sg-bastion', 5432)]), evidence: ['ingress'] },
    'only the data tier itself is admitted': { world: db([ingress('sg-data', 5432)]), evidence: ['ingress'] },
    'only an office is admitted': { world: db([ingress('203.0.113.0/24', 5432)]), evidence: ['ingress'] },
    'only the data subnets are admitted': { world: db([ingress('10.0.31.0/24', 5432)]), evidence: ['ingress'] },
    'the app tier lets nothing out': { world: appLettingOut(), evidence: ['ingress'] },
    'the app tier lets out to another port': { world: appLettingOut(ingress('sg-data', 443)), evidence: ['ingress'] },
    'the app tier lets out to one of two data subnets, where the standby is not': {
      world: appLettingOut(ingress('10.0.31.0/24', 5432)),
      evidence: ['ingress'],
    },
    'the reference is stale': {
      world: db([ingress('sg-app', 5432, { peeringConnectionId: 'pcx-1', peeringStatus: 'deleted' })]),
      evidence: ['ingress'],
    },
    'the listener port of an availability group is forgotten': {
      world: db([ingress('sg-app', 1433)], database({ engine: 'sqlserver-ee', port: 1433, listenerPort: 1450 })),
      evidence: ['ingress'],
    },
    'nothing opens the port, although compute is not readable in full': {
      world: worldWithGaps(noAutoScaling, ...appTier, ...subnets, appGroup(), database(), dataGroup([])),
      evidence: ['ingress'],
    },
  },
  unknown: {
    'the group of the database is not readable': {
      world: worldWithGaps({ 'ec2.security-group': denied('ec2:DescribeSecurityGroups') }, ...appTier, ...subnets, database()),
      gaps: ['denied ec2:DescribeSecurityGroups'],
    },
    'the admitted group may belong to compute that is not readable': {
      world: worldWithGaps(noAutoScaling, ...appTier.slice(0, 2), ...workerTier, database(), dataGroup([ingress('sg-jobs', 5432)])),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'the admitted group belongs to an account that was not read': {
      world: db([ingress('sg-far', 5432, { sourceOwnerId: '222222222222' })]),
      gaps: ['cross-account'],
    },
    'a part of an app subnet is admitted': { world: db([ingress('10.0.21.0/28', 5432)]), gaps: ['no-evidence'] },
    'the block of an app tier in another VPC is admitted': {
      world: db(
        [ingress('10.7.0.0/16', 5432)],
        autoScalingGroup({ subnets: ['subnet-far-a'] }),
        subnet('far', 'a', { vpc: 'vpc-2', cidrBlock: '10.7.1.0/24' }),
      ),
      gaps: ['no-evidence'],
    },
    'the instance is being created and has no port yet': {
      world: db([], database({ status: 'creating', port: null })),
      gaps: ['transitional'],
    },
    'AWS tells no port': { world: db([], database({ port: null })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a member of a cluster': { world: db([], database({ cluster: 'orders' })) },
    'an instance that is being deleted': { world: db([], database({ status: 'deleting' })) },
    'an instance without any group of a VPC': { world: db([], database({ securityGroups: [] })) },
    'an account that computes nothing': { world: stack(database(), dataGroup([])) },
  },
});

const cluster = node.bind(null, 'rds.cluster', 'orders');

ruleCases(toDbCluster, {
  pass: {
    'the group of the app tier is admitted': { world: aroundData(cluster(), dataGroup()), evidence: ['ingress'] },
    'the app tier lets out to the data subnets': {
      world: aroundData(cluster(), dataGroup(), appGroup([], { egress: [ingress('10.0.31.0/24', 5432), ingress('10.0.32.0/24', 5432)] })),
      evidence: ['ingress'],
    },
  },
  fail: { 'nothing opens the port': { world: aroundData(cluster({ port: 3306 }), dataGroup()), evidence: ['ingress'] } },
  unknown: {
    'the cluster is being created': { world: aroundData(cluster({ status: 'creating', port: null }), dataGroup()), gaps: ['transitional'] },
  },
  notApplicable: {
    'a cluster without a network in the VPC': { world: aroundData(cluster({ securityGroups: [], vpcNetworkingEnabled: false })) },
    'a cluster that is being deleted': { world: aroundData(cluster({ status: 'deleting' }), dataGroup([])) },
  },
});
