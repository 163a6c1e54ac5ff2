import type { Facts } from '../../src/model/kinds.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { node, type Override, subnet, world } from './world.ts';

type Rule = Facts<'ec2.security-group'>['ingress'][number];

export const balancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
export const targetGroupArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1';

/** A rule for a port, a range or everything, from (or to) a block, a group (`sg-…`) or a prefix list (`pl-…`). */
export function rule(source: string, ports: number | readonly [number, number] | 'everything', overrides: Partial<Rule> = {}): Rule {
  const [fromPort, toPort] = ports === 'everything' ? [null, null] : typeof ports === 'number' ? [ports, ports] : ports;
  return {
    protocol: ports === 'everything' ? '-1' : 'tcp',
    fromPort,
    toPort,
    sourceType: source.startsWith('sg-')
      ? 'security-group'
      : source.startsWith('pl-')
        ? 'prefix-list'
        : source.includes(':')
          ? 'ipv6'
          : 'ipv4',
    source,
    sourceOwnerId: source.startsWith('sg-') ? '111111111111' : null,
    peeringConnectionId: null,
    peeringStatus: null,
    description: null,
    ...overrides,
  };
}

export const toAnywhere = rule('0.0.0.0/0', 'everything');

/** A group that lets everything out, as AWS makes it. */
export function group(key: string, ingress: readonly Rule[], overrides: Override<'ec2.security-group'> = {}): NodeRecord {
  return node('ec2.security-group', key, { groupName: key.slice(3), ingress, egress: [toAnywhere], ...overrides });
}

export const albGroup = (
  ingress = [rule('0.0.0.0/0', 443), rule('0.0.0.0/0', 80)],
  overrides: Override<'ec2.security-group'> = {},
): NodeRecord => group('sg-alb', ingress, overrides);
export const appGroup = (ingress = [rule('sg-alb', 8080)], overrides: Override<'ec2.security-group'> = {}): NodeRecord =>
  group('sg-app', ingress, overrides);
export const dataGroup = (ingress = [rule('sg-app', 5432)], overrides: Override<'ec2.security-group'> = {}): NodeRecord =>
  group('sg-data', ingress, overrides);

export const balancer = (overrides: Override<'elbv2.load-balancer'> = {}): NodeRecord =>
  node('elbv2.load-balancer', balancerArn, overrides);
export const targetGroup = (overrides: Override<'elbv2.target-group'> = {}): NodeRecord =>
  node('elbv2.target-group', targetGroupArn, overrides);
export const autoScalingGroup = (overrides: Override<'autoscaling.group'> = {}): NodeRecord => node('autoscaling.group', 'web', overrides);
export const templateVersion = (overrides: Override<'ec2.launch-template-version'> = {}): NodeRecord =>
  node('ec2.launch-template-version', 'lt-00000001:1', overrides);

/** A network load balancer without groups, and what makes the target group its own. */
export const bareNetworkBalancer = (overrides: Override<'elbv2.load-balancer'> = {}): NodeRecord =>
  balancer({ loadBalancerType: 'network', securityGroups: [], ...overrides });

/** A registered target; `target('i-1')` answers on the port of its group. */
export function target(targetId: string, overrides: Override<'elbv2.target-health'> = {}): NodeRecord {
  const instance = targetId.startsWith('i-') ? targetId : null;
  return node('elbv2.target-health', `${targetGroupArn}#${targetId}:8080`, { targetId, instance, ...overrides });
}

/** Load balancer, target group and an Auto Scaling group that launches into `sg-app`. */
export const appTier: readonly NodeRecord[] = [balancer(), targetGroup(), autoScalingGroup(), templateVersion()];

export const subnets: readonly NodeRecord[] = (['a', 'b'] as const).flatMap((letter, index) => [
  subnet('public', letter, { cidrBlock: `10.0.1${index + 1}.0/24` }),
  subnet('app', letter, { cidrBlock: `10.0.2${index + 1}.0/24` }),
  subnet('data', letter, { cidrBlock: `10.0.3${index + 1}.0/24` }),
]);

export const database = (overrides: Override<'rds.instance'> = {}): NodeRecord => node('rds.instance', 'orders', overrides);

/** A worker that no load balancer calls: an Auto Scaling group whose template launches into `sg-worker`. */
export const workerTier: readonly NodeRecord[] = [
  node('autoscaling.group', 'jobs', {
    targetGroupArns: [],
    targetGroups: [],
    launchTemplate: { launchTemplateId: 'lt-00000002', launchTemplateName: 'jobs', version: '3' },
  }),
  node('ec2.launch-template-version', 'lt-00000002:3', { versionNumber: 3, launchTemplate: 'lt-00000002', securityGroups: ['sg-worker'] }),
];

/** A world in which a later node takes the place of an earlier one. */
export function stack(...nodes: readonly NodeRecord[]): Snapshot {
  return world(...new Map(nodes.map((each) => [each.id, each])).values());
}

const subnetGroups = [node('rds.subnet-group', 'data'), node('elasticache.subnet-group', 'data')];

/** Load balancer and app tier with everything around them; a later node takes the place of one of these. */
export const aroundData = (...others: readonly NodeRecord[]): Snapshot =>
  stack(...appTier, ...subnets, ...subnetGroups, albGroup(), appGroup(), ...others);
