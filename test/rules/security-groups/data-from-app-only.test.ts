import rule from '../../../rules/security-groups/data-from-app-only.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import {
  appTier,
  autoScalingGroup,
  database,
  dataGroup,
  group,
  rule as ingress,
  templateVersion,
  workerTier,
  stack,
} from '../../kit/security-world.ts';
import { denied, node, worldWithGaps } from '../../kit/world.ts';

const fromApp = ingress('sg-app', 5432);
/** A database behind these rules, and the app tier. */
const data = (rules: readonly ReturnType<typeof ingress>[], ...others: readonly NodeRecord[]) =>
  stack(...appTier, database(), dataGroup([...rules]), ...others);
const cache = node('elasticache.cluster', 'sessions-001');
const serverless = node('elasticache.serverless-cache', 'sessions');
const proxyInterface = node('ec2.network-interface', 'eni-1', {
  description: 'Network interface for DBProxy orders',
  securityGroups: ['sg-proxy'],
});

ruleCases(rule, {
  pass: {
    'the group of the app tier': { world: data([fromApp]), evidence: ['ingress'] },
    'workers, functions and other stores of the data tier': {
      world: data(
        [fromApp, ingress('sg-worker', 5432), ingress('sg-function', 5432), ingress('sg-data', 5432)],
        ...workerTier,
        node('ec2.network-interface', 'eni-1', { interfaceType: 'lambda', securityGroups: ['sg-function'] }),
      ),
      evidence: ['ingress'],
    },
    'a database proxy between app and database': {
      world: data([ingress('sg-proxy', 5432)], proxyInterface),
      evidence: ['ingress'],
    },
    'an admin group declared by id': {
      world: data([fromApp, ingress('sg-bastion', 5432)]),
      params: { adminGroups: ['sg-bastion'] },
      evidence: ['ingress'],
    },
    'an admin group declared by name': {
      world: data([fromApp, ingress('sg-1', 5432)], group('sg-1', [], { groupName: 'bastion' })),
      params: { adminGroups: ['bastion'] },
      evidence: ['ingress'],
    },
    'ports that no database listens on': {
      world: data([fromApp, ingress('10.0.0.0/16', 22), ingress('0.0.0.0/0', 5432, { protocol: 'udp' })]),
      evidence: ['ingress'],
    },
    'nothing covers the port: the chain says so': { world: data([]), evidence: ['ingress'] },
    'a replication group whose members are not listed, behind rules for the app alone': {
      world: data(
        [fromApp, ingress('sg-app', 6379)],
        node('elasticache.replication-group', 'sessions', { memberClusters: ['sessions-001'] }),
      ),
      evidence: ['ingress'],
    },
    'a database that is being created and has no port yet, behind rules for the app alone': {
      world: stack(...appTier, database({ status: 'creating', port: null }), dataGroup()),
      evidence: ['ingress'],
    },
    'the app tier of an account that was read as well': {
      world: stack(
        database(),
        dataGroup([ingress('sg-0a1b2c3d', 5432, { sourceOwnerId: '222222222222', peeringConnectionId: 'pcx-1', peeringStatus: 'active' })]),
        node('autoscaling.group', 'web', {}, { account: '222222222222' }),
        node('ec2.launch-template-version', 'lt-00000001:1', { securityGroups: ['sg-0a1b2c3d'] }, { account: '222222222222' }),
      ),
      evidence: ['ingress'],
    },
    'a group that was attached behind the back of the database, and admits the app alone': {
      world: stack(
        ...appTier,
        node('ec2.network-interface', 'eni-1', { description: 'RDSNetworkInterface', securityGroups: ['sg-data'] }),
        dataGroup(),
      ),
      evidence: ['ingress'],
    },
  },
  fail: {
    'the VPC as source': { world: data([ingress('10.0.0.0/16', 5432)]), evidence: ['ingress'] },
    'a correct reference and a block': { world: data([fromApp, ingress('10.0.0.0/16', 5432)]), evidence: ['ingress'] },
    'one single address': { world: data([fromApp, ingress('10.0.21.10/32', 5432)]), evidence: ['ingress'] },
    'a list of the customer, whatever it holds': { world: data([fromApp, ingress('pl-1', 5432)]), evidence: ['ingress'] },
    'a list of AWS': {
      world: data([fromApp, ingress('pl-1', 5432)], node('ec2.managed-prefix-list', 'pl-1', { ownerId: 'AWS', cidrBlocks: null })),
      evidence: ['ingress'],
    },
    'a group that serves no tier': { world: data([fromApp, ingress('sg-bastion', 5432)]), evidence: ['ingress'] },
    'the group of the load balancer': { world: data([fromApp, ingress('sg-alb', 5432)]), evidence: ['ingress'] },
    'everything, whatever ports the rule carries': {
      world: data([fromApp, ingress('10.0.0.0/16', 22, { protocol: '-1' })]),
      evidence: ['ingress'],
    },
    'a stale reference beside the right one': {
      world: data([fromApp, ingress('sg-far', 5432, { peeringConnectionId: 'pcx-1', peeringStatus: 'deleted' })]),
      evidence: ['ingress'],
    },
    'another admin group than the one declared': {
      world: data([fromApp, ingress('sg-1', 5432)], group('sg-1', [], { groupName: 'legacy' })),
      params: { adminGroups: ['bastion'] },
      evidence: ['ingress'],
    },
    'the port of a cache that carries the same group': {
      world: data([fromApp, ingress('10.0.0.0/16', 6379)], cache),
      evidence: ['ingress'],
    },
    'the reader port of a serverless cache': {
      world: stack(...appTier, serverless, dataGroup([ingress('sg-app', [6379, 6380]), ingress('10.0.0.0/16', 6380)])),
      evidence: ['ingress'],
    },
    'the listener port of an availability group': {
      world: stack(
        ...appTier,
        database({ engine: 'sqlserver-ee', port: 1433, listenerPort: 1450 }),
        dataGroup([ingress('10.0.0.0/16', 1450)]),
      ),
      evidence: ['ingress'],
    },
    'the port of an Aurora cluster': {
      world: stack(...appTier, node('rds.cluster', 'orders'), dataGroup([ingress('10.0.0.0/16', 5432)])),
      evidence: ['ingress'],
    },
    'a block, although the members of a replication group are not listed': {
      world: data(
        [ingress('10.0.0.0/16', 5432), ingress('10.0.0.0/16', 6379)],
        node('elasticache.replication-group', 'sessions', { memberClusters: ['sessions-001'] }),
      ),
      evidence: ['ingress'],
    },
    'a block, although the app tier is not readable': {
      world: worldWithGaps(
        { 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') },
        database(),
        dataGroup([ingress('10.0.0.0/16', 5432)]),
      ),
      evidence: ['ingress'],
    },
  },
  unknown: {
    'the group of an account that was not read': {
      world: data([fromApp, ingress('sg-far', 5432, { sourceOwnerId: '222222222222' })]),
      gaps: ['cross-account'],
    },
    'the app tier is not readable': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, database(), dataGroup()),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'a database that is being created has no port yet, and a block is open': {
      world: stack(database({ status: 'creating', port: null }), dataGroup([ingress('10.0.0.0/16', 5432)])),
      gaps: ['transitional'],
    },
    'a proxy whose port is not told, and a block is open': {
      world: stack(proxyInterface, group('sg-proxy', [ingress('10.0.0.0/16', 5432)])),
      gaps: ['no-evidence'],
    },
    'a group that a cache may carry whose members are not listed': {
      world: stack(node('elasticache.replication-group', 'sessions', { memberClusters: ['sessions-001'] }), group('sg-x', [])),
      gaps: ['no-evidence'],
    },
  },
  notApplicable: {
    'the group of the app tier': { world: stack(autoScalingGroup(), templateVersion(), group('sg-app', [ingress('10.0.0.0/16', 5432)])) },
    'a database that is being deleted': { world: stack(database({ status: 'deleting' }), dataGroup([ingress('10.0.0.0/16', 5432)])) },
    'a group that another account shares': {
      world: stack(database(), dataGroup([ingress('10.0.0.0/16', 5432)], { ownerId: '222222222222' })),
    },
  },
});
