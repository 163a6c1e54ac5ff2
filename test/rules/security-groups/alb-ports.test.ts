import rule from '../../../rules/security-groups/alb-ports.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { albGroup, balancer, balancerArn, bareNetworkBalancer, group, rule as ingress, stack } from '../../kit/security-world.ts';
import { denied, node, worldWithGaps } from '../../kit/world.ts';

const listener = (port: number, loadBalancer = balancerArn) =>
  node('elbv2.listener', `${loadBalancer}/listener/${port}`, { port, loadBalancer });
const opening = (...rules: Parameters<typeof albGroup>[0] & object) => albGroup(rules);
const secondArn = balancerArn.replace('web/1', 'web/2');

ruleCases(rule, {
  pass: {
    'the web ports, although only port 80 has a listener': { world: stack(albGroup(), balancer(), listener(80)), evidence: ['ingress'] },
    'another port that has a listener': {
      world: stack(opening(ingress('0.0.0.0/0', 8443), ingress('::/0', 8443)), balancer(), listener(8443)),
      evidence: ['ingress'],
    },
    'a range whose every port has a listener': {
      world: stack(opening(ingress('0.0.0.0/0', [8443, 8444])), balancer(), listener(8443), listener(8444)),
      evidence: ['ingress'],
    },
    'a listener of another load balancer with the same group': {
      world: stack(opening(ingress('0.0.0.0/0', 8443)), balancer(), node('elbv2.load-balancer', secondArn), listener(8443, secondArn)),
      evidence: ['ingress'],
    },
    'a network load balancer that has groups': {
      world: stack(opening(ingress('0.0.0.0/0', 6000)), balancer({ loadBalancerType: 'network' }), listener(6000)),
      evidence: ['ingress'],
    },
    'other ports for an office alone': { world: stack(opening(ingress('203.0.113.0/24', [0, 65_535])), balancer()), evidence: ['ingress'] },
    'everything for the addresses of CloudFront': {
      world: stack(
        opening(ingress('pl-1', 'everything')),
        balancer(),
        node('ec2.managed-prefix-list', 'pl-1', {
          ownerId: 'AWS',
          prefixListName: 'com.amazonaws.global.cloudfront.origin-facing',
          cidrBlocks: null,
        }),
      ),
      evidence: ['ingress'],
    },
    'ICMP, which opens no port': {
      world: stack(opening(ingress('0.0.0.0/0', 3, { protocol: 'icmp', toPort: 4 })), balancer()),
      evidence: ['ingress'],
    },
    'a protocol number that is no TCP': {
      world: stack(opening(ingress('0.0.0.0/0', 22, { protocol: '47' })), balancer()),
      evidence: ['ingress'],
    },
    'nothing open at all': { world: stack(opening(), balancer()), evidence: ['ingress'] },
    'the listeners are not readable, and only web ports are open': {
      world: worldWithGaps({ 'elbv2.listener': denied('elasticloadbalancing:DescribeListeners') }, albGroup(), balancer()),
      evidence: ['ingress'],
    },
    'a port that the parameter allows': {
      world: stack(opening(ingress('0.0.0.0/0', 8080)), balancer()),
      params: { ports: [8080] },
      evidence: ['ingress'],
    },
  },
  fail: {
    'a port nobody listens on': {
      world: stack(opening(ingress('0.0.0.0/0', 443), ingress('0.0.0.0/0', 8443)), balancer(), listener(443)),
      evidence: ['ingress'],
    },
    'for IPv6 alone': { world: stack(opening(ingress('::/0', 22)), balancer(), listener(443)), evidence: ['ingress'] },
    'a range with one port too many': {
      world: stack(opening(ingress('0.0.0.0/0', [443, 444])), balancer(), listener(443)),
      evidence: ['ingress'],
    },
    'everything, whatever ports the rule carries': {
      world: stack(opening(ingress('0.0.0.0/0', 443, { protocol: '-1' })), balancer(), listener(443)),
      evidence: ['ingress'],
    },
    'everything, although the listeners are not readable': {
      world: worldWithGaps(
        { 'elbv2.listener': denied('elasticloadbalancing:DescribeListeners') },
        opening(ingress('0.0.0.0/0', 'everything')),
        balancer(),
      ),
      evidence: ['ingress'],
    },
    'the world in two halves': {
      world: stack(opening(ingress('0.0.0.0/1', 22), ingress('128.0.0.0/1', 22)), balancer()),
      evidence: ['ingress', 'ingress'],
    },
    'the world inside a list of the customer': {
      world: stack(opening(ingress('pl-1', 22)), balancer(), node('ec2.managed-prefix-list', 'pl-1', { cidrBlocks: ['0.0.0.0/0'] })),
      evidence: ['ingress'],
    },
    'a listener on that port of a load balancer with other groups': {
      world: stack(
        opening(ingress('0.0.0.0/0', 8443)),
        balancer(),
        node('elbv2.load-balancer', secondArn, { securityGroups: ['sg-other'] }),
        listener(8443, secondArn),
      ),
      evidence: ['ingress'],
    },
  },
  unknown: {
    'another port is open and the listeners are not readable': {
      world: worldWithGaps(
        { 'elbv2.listener': denied('elasticloadbalancing:DescribeListeners') },
        opening(ingress('0.0.0.0/0', 8443)),
        balancer(),
      ),
      gaps: ['denied elasticloadbalancing:DescribeListeners'],
    },
    'a list of the customer is not readable': {
      world: worldWithGaps(
        { 'ec2.managed-prefix-list': denied('ec2:DescribeManagedPrefixLists') },
        opening(ingress('pl-1', 22)),
        balancer(),
      ),
      gaps: ['denied ec2:DescribeManagedPrefixLists'],
    },
    'the load balancers are not readable': {
      world: worldWithGaps({ 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') }, albGroup()),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
  },
  notApplicable: {
    'an internal load balancer': { world: stack(albGroup(), balancer({ scheme: 'internal' })) },
    'no load balancer has the group': { world: stack(group('sg-x', [ingress('0.0.0.0/0', 22)]), bareNetworkBalancer()) },
    'the group of another account': { world: stack(albGroup([ingress('0.0.0.0/0', 22)], { ownerId: '222222222222' }), balancer()) },
  },
});
