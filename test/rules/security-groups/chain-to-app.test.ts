import rule from '../../../rules/security-groups/chain-to-app.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import {
  albGroup,
  appGroup,
  appTier,
  autoScalingGroup,
  balancer,
  bareNetworkBalancer,
  group,
  rule as ingress,
  subnets,
  target,
  targetGroup,
  templateVersion,
  stack,
} from '../../kit/security-world.ts';
import { denied, node, type Override, subnet, worldWithGaps } from '../../kit/world.ts';

/** The app tier behind the load balancer, with these rules on its group. */
const chain = (rules: readonly ReturnType<typeof ingress>[], ...others: readonly NodeRecord[]) =>
  stack(...appTier, ...subnets, albGroup(), appGroup([...rules]), ...others);
const lettingOut = (...egress: readonly ReturnType<typeof ingress>[]) =>
  stack(...appTier, ...subnets, albGroup([], { egress }), appGroup());
const bare = (overrides: Override<'elbv2.target-group'>, ...rules: readonly ReturnType<typeof ingress>[]) => [
  bareNetworkBalancer(),
  targetGroup({ protocol: 'TCP', attributes: { 'preserve_client_ip.enabled': 'false' }, ...overrides }),
  autoScalingGroup(),
  templateVersion(),
  ...subnets,
  appGroup([...rules]),
];
const pet = (overrides: Override<'ec2.instance'> = {}) =>
  node('ec2.instance', 'i-9', { autoScalingGroupName: null, securityGroups: ['sg-pet'], ...overrides });

ruleCases(rule, {
  pass: {
    'by reference to the group of the load balancer': { world: chain([ingress('sg-alb', 8080)]), evidence: ['chain'] },
    'by a block that holds every subnet of the load balancer': { world: chain([ingress('10.0.0.0/16', 8080)]), evidence: ['chain'] },
    'by a block for each subnet of the load balancer': {
      world: chain([ingress('10.0.11.0/24', 8080), ingress('10.0.12.0/24', 8080)]),
      evidence: ['chain'],
    },
    'by one of several groups on the same instance': {
      world: stack(
        ...appTier,
        templateVersion({ securityGroups: ['sg-base', 'sg-app'] }),
        ...subnets,
        albGroup(),
        group('sg-base', []),
        appGroup(),
      ),
      evidence: ['chain'],
    },
    'health check and traffic on different ports, both open': {
      world: stack(
        ...appTier,
        targetGroup({ healthCheckPort: '8081' }),
        ...subnets,
        albGroup(),
        appGroup([ingress('sg-alb', [8080, 8081])]),
      ),
      evidence: ['chain'],
    },
    'the load balancer lets out to the group of the app tier alone': { world: lettingOut(ingress('sg-app', 8080)), evidence: ['chain'] },
    'the load balancer lets out to the subnets of the app tier': {
      world: lettingOut(ingress('10.0.21.0/24', 8080), ingress('10.0.22.0/24', 8080)),
      evidence: ['chain'],
    },
    'a registered instance is reached at its address': {
      world: stack(
        balancer(),
        targetGroup(),
        target('i-9', { port: 9000 }),
        pet({ privateIp: '10.0.21.9' }),
        ...subnets,
        albGroup([], { egress: [ingress('10.0.21.0/28', 9000)] }),
        group('sg-pet', [ingress('sg-alb', 9000)]),
      ),
      evidence: ['chain'],
    },
    'a task behind its own interface, over IPv6': {
      world: stack(
        balancer(),
        targetGroup({ targetType: 'ip' }),
        target('2001:db8::7'),
        node('ec2.network-interface', 'eni-1', { privateIps: [], ipv6Addresses: ['2001:db8::7'], securityGroups: ['sg-task'] }),
        subnet('public', 'a', { ipv6CidrBlocks: ['2001:db8:0:a::/64'] }),
        subnet('public', 'b', { ipv6CidrBlocks: ['2001:db8:0:b::/64'] }),
        albGroup([], { egress: [ingress('::/0', 'everything')] }),
        group('sg-task', [ingress('2001:db8::/32', 8080)]),
      ),
      evidence: ['chain'],
    },
    'a network load balancer without groups, from its subnets': {
      world: stack(...bare({}, ingress('10.0.0.0/16', 8080))),
      evidence: ['chain'],
    },
    'a network load balancer that keeps the clients, and the world may come': {
      world: stack(...bare({ attributes: { 'preserve_client_ip.enabled': 'true' } }, ingress('0.0.0.0/0', 8080))),
      evidence: ['chain'],
    },
    'a network load balancer that keeps the clients, by its own group': {
      world: stack(
        ...appTier,
        balancer({ loadBalancerType: 'network' }),
        targetGroup({ protocol: 'TCP_UDP', attributes: { 'preserve_client_ip.enabled': 'true' } }),
        ...subnets,
        albGroup(),
        appGroup([ingress('sg-alb', 8080), ingress('sg-alb', 8080, { protocol: 'udp' })]),
      ),
      evidence: ['chain'],
    },
    'a draining target is on its way out': {
      world: chain([ingress('sg-alb', 8080)], target('i-9', { state: 'draining' }), pet(), group('sg-pet', [])),
      evidence: ['chain'],
    },
    'a load balancer that only redirects': { world: stack(balancer(), albGroup()), evidence: ['loadBalancerType'] },
    'functions behind the load balancer': {
      world: stack(balancer(), targetGroup({ targetType: 'lambda', protocol: null, port: null }), albGroup()),
      evidence: ['loadBalancerType'],
    },
  },
  fail: {
    'nothing opens the port': { world: chain([ingress('sg-alb', 8081)]), evidence: ['chain'] },
    'the port is open to another group': { world: chain([ingress('sg-x', 8080)]), evidence: ['chain'] },
    'the transport is another one': { world: chain([ingress('sg-alb', 8080, { protocol: 'udp' })]), evidence: ['chain'] },
    'the health check port is closed': {
      world: stack(...appTier, targetGroup({ healthCheckPort: '8081' }), ...subnets, albGroup(), appGroup()),
      evidence: ['chain'],
    },
    'one subnet of the load balancer is left out': { world: chain([ingress('10.0.11.0/24', 8080)]), evidence: ['chain'] },
    'the load balancer lets nothing out': { world: lettingOut(), evidence: ['chain'] },
    'the load balancer lets out to another port': { world: lettingOut(ingress('sg-app', 8443)), evidence: ['chain'] },
    'closed on both ends': {
      world: stack(...appTier, ...subnets, albGroup([], { egress: [] }), appGroup([])),
      evidence: ['chain', 'chain'],
    },
    'a target is registered with a port nobody opened': {
      world: chain([ingress('sg-alb', 8080)], target('i-9', { port: 9000 }), pet(), group('sg-pet', [ingress('sg-alb', 8080)])),
      evidence: ['chain'],
    },
    'the next launch is closed, although what runs now is open': {
      world: stack(
        ...appTier,
        templateVersion({ securityGroups: ['sg-new'] }),
        target('i-1'),
        node('ec2.instance', 'i-1'),
        ...subnets,
        albGroup(),
        appGroup(),
        group('sg-new', []),
      ),
      evidence: ['chain'],
    },
    'a stale reference admits nobody': {
      world: chain([ingress('sg-alb', 8080, { peeringConnectionId: 'pcx-1', peeringStatus: 'deleted' })]),
      evidence: ['chain'],
    },
    'a network load balancer without groups, whose subnets are left out': {
      world: stack(...bare({}, ingress('203.0.113.0/24', 8080))),
      evidence: ['chain'],
    },
    'a network load balancer keeps the clients, and only the VPC may come': {
      world: stack(...bare({ attributes: { 'preserve_client_ip.enabled': 'true' } }, ingress('10.0.0.0/16', 8080))),
      evidence: ['chain'],
    },
    'UDP keeps the clients whatever the target group says': {
      world: stack(...bare({ protocol: 'UDP' }, ingress('10.0.0.0/16', 8080, { protocol: 'udp' }), ingress('10.0.0.0/16', 8080))),
      evidence: ['chain'],
    },
    'a closed target, although other targets are not readable': {
      world: worldWithGaps(
        { 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') },
        ...appTier,
        ...subnets,
        albGroup(),
        appGroup([]),
      ),
      evidence: ['chain'],
    },
  },
  unknown: {
    'the group of the app tier is not readable': {
      world: worldWithGaps({ 'ec2.security-group': denied('ec2:DescribeSecurityGroups') }, ...appTier, ...subnets, albGroup()),
      gaps: ['denied ec2:DescribeSecurityGroups'],
    },
    'a block that holds a part of a subnet of the load balancer': {
      world: chain([ingress('10.0.11.0/28', 8080), ingress('10.0.12.0/24', 8080)]),
      gaps: ['no-evidence'],
    },
    'a target outside of what this account has': {
      world: stack(balancer(), targetGroup({ targetType: 'ip' }), target('10.9.9.9'), ...subnets, albGroup()),
      gaps: ['no-evidence'],
    },
    'nothing is registered and no group is attached': { world: stack(balancer(), targetGroup(), albGroup()), gaps: ['no-evidence'] },
    'the targets are not readable': {
      world: worldWithGaps(
        { 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') },
        ...appTier,
        ...subnets,
        albGroup(),
        appGroup(),
      ),
      gaps: ['denied elasticloadbalancing:DescribeTargetHealth'],
    },
    'the target group does not say whether clients keep their address': {
      world: stack(...bare({ attributes: {} }, ingress('10.0.0.0/16', 8080))),
      gaps: ['no-evidence'],
    },
  },
  notApplicable: {
    'a gateway load balancer': {
      world: stack(
        balancer({ loadBalancerType: 'gateway', scheme: null, securityGroups: [] }),
        targetGroup({ protocol: 'GENEVE', port: 6081 }),
      ),
    },
    'a load balancer that failed to be made': { world: stack(...appTier, balancer({ state: 'failed' })) },
  },
});
