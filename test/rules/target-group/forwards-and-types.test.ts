import encrypted from '../../../rules/target-group/encrypted-if-regulated.ts';
import ipTargets from '../../../rules/target-group/ip-targets-for-tasks.ts';
import noForwardStickiness from '../../../rules/target-group/no-forward-stickiness.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { balancer, balancerArn, targetGroup, targetGroupArn } from '../../kit/security-world.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const pair = [targetGroupArn, targetGroupArn.replace('web', 'green')];
const listenerArn = balancerArn.replace(':loadbalancer/', ':listener/').concat('/2');
const ruleArn = (id: string) => listenerArn.replace(':listener/', ':listener-rule/').concat(`/${id}`);
const listener = (overrides: Override<'elbv2.listener'> = {}) => node('elbv2.listener', listenerArn, overrides);
const rule = (id: string, overrides: Override<'elbv2.listener-rule'> = {}) =>
  node('elbv2.listener-rule', ruleArn(id), { listener: listenerArn, priority: id, isDefault: id === 'default', ...overrides });
const rulesDenied = { 'elbv2.listener-rule': denied('elasticloadbalancing:DescribeRules') };

ruleCases(noForwardStickiness, {
  pass: {
    'nothing is sticky': { world: world(listener(), rule('default'), rule('1')), evidence: ['stickyTargetGroupArns'] },
    'a listener without rules': { world: world(listener({ protocol: 'TLS' })), evidence: ['stickyTargetGroupArns'] },
  },
  fail: {
    'the default action, which the default rule repeats': {
      world: world(listener({ stickyTargetGroupArns: pair }), rule('default', { stickyTargetGroupArns: pair })),
      evidence: ['stickyTargetGroupArns'],
    },
    'a rule': {
      world: world(listener(), rule('default'), rule('7', { stickyTargetGroupArns: pair })),
      evidence: [`${ruleArn('7')}.stickyTargetGroupArns`],
    },
    'the default action where the rules are not readable': {
      world: worldWithGaps(rulesDenied, listener({ stickyTargetGroupArns: pair })),
      evidence: ['stickyTargetGroupArns'],
    },
    'the default rule where the listener does not tell': {
      world: world(
        listener({ stickyTargetGroupArns: denied('elasticloadbalancing:DescribeListeners') }),
        rule('default', { stickyTargetGroupArns: pair }),
      ),
      evidence: [`${ruleArn('default')}.stickyTargetGroupArns`],
    },
  },
  unknown: {
    'the rules are not readable': { world: worldWithGaps(rulesDenied, listener()), gaps: ['denied elasticloadbalancing:DescribeRules'] },
  },
  notApplicable: { 'a Gateway Load Balancer': { world: world(listener({ protocol: null, port: null })) } },
});

const service = (overrides: Override<'ecs.service'> = {}) =>
  node('ecs.service', 'shop/web', { targetGroups: [targetGroupArn], ...overrides });
const group = (targetType: string) => targetGroup({ targetType });
ruleCases(ipTargets, {
  pass: { 'addresses for tasks on Fargate': { world: world(group('ip'), service()), evidence: ['targetType'] } },
  fail: {
    'instances for tasks on Fargate': { world: world(group('instance'), service()), evidence: ['targetType'], related: ['shop/web'] },
    'a load balancer for tasks': { world: world(group('alb'), service()), evidence: ['targetType'], related: ['shop/web'] },
    'one of two services has tasks with addresses': {
      world: world(group('instance'), service(), node('ecs.service', 'shop/old', { network: null, targetGroups: [targetGroupArn] })),
      evidence: ['targetType'],
      related: ['shop/web'],
    },
  },
  unknown: {
    'the services are not readable': {
      world: worldWithGaps({ 'ecs.service': denied('ecs:DescribeServices') }, group('instance')),
      gaps: ['denied ecs:DescribeServices'],
    },
    'a type that nobody has seen': { world: world(group('quantum'), service()), gaps: ['unsupported'] },
  },
  notApplicable: {
    'tasks that share the interface of their instance': { world: world(group('instance'), service({ network: null })) },
    'a service that was deleted': { world: world(group('instance'), service({ status: 'INACTIVE' })) },
    'instances of an Auto Scaling group': { world: world(group('instance'), node('autoscaling.group', 'web')) },
  },
});

const regulated = { 'Data-Classification': 'PCI' };
ruleCases(encrypted, {
  pass: {
    'HTTPS to the targets': { world: world(targetGroup({ protocol: 'HTTPS', tags: regulated })), evidence: ['protocol'] },
    'TLS behind a Network Load Balancer': { world: world(targetGroup({ protocol: 'TLS', tags: regulated })), evidence: ['protocol'] },
  },
  fail: {
    'HTTP by the tag of the group': { world: world(targetGroup({ tags: regulated })), evidence: ['protocol'] },
    'HTTP by the tag of its load balancer': {
      world: world(targetGroup(), balancer({ tags: { compliance: 'hipaa' } })),
      evidence: ['protocol'],
    },
    'HTTP where everything is regulated': { world: world(targetGroup(), balancer()), params: { allGroups: true }, evidence: ['protocol'] },
  },
  unknown: {
    'the tags are not readable': {
      world: world(targetGroup({ tags: denied('elasticloadbalancing:DescribeTags') }), balancer()),
      gaps: ['denied elasticloadbalancing:DescribeTags'],
    },
    'the load balancers are not readable': {
      world: worldWithGaps({ 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') }, targetGroup()),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
  },
  notApplicable: {
    'HTTP after TLS ends at the load balancer, as usual': { world: world(targetGroup(), balancer()) },
    'public data': { world: world(targetGroup({ tags: { 'data-classification': 'public' } }), balancer()) },
    'TCP, which the targets may encrypt': { world: world(targetGroup({ protocol: 'TCP', tags: regulated })) },
    'a function': { world: world(targetGroup({ targetType: 'lambda', protocol: null, tags: regulated })) },
    'a group that no load balancer uses': { world: world(targetGroup({ loadBalancers: [], tags: regulated })) },
  },
});
