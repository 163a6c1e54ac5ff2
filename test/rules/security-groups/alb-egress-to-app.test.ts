import rule from '../../../rules/security-groups/alb-egress-to-app.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import {
  albGroup,
  appGroup,
  appTier,
  balancer,
  balancerArn,
  group,
  rule as to,
  stack,
  target,
  targetGroup,
  toAnywhere,
} from '../../kit/security-world.ts';
import { denied, node, worldWithGaps } from '../../kit/world.ts';

const subject = 'sg-alb';
const evidence = ['egress'];
const letting = (...egress: Parameters<typeof group>[1]) => albGroup(undefined, { egress });
const tier = [...appTier, appGroup()];
const listenerArn = `${balancerArn}/listener/443`;
const action = (actionType: string) => ({ actionType, order: 1, targetGroups: [], redirect: null });
const asking = node('elbv2.listener', listenerArn, { loadBalancer: balancerArn, defaultActions: [action('authenticate-oidc')] });
const plain = node('elbv2.listener', listenerArn, { loadBalancer: balancerArn });
const askingRule = node('elbv2.listener-rule', `${listenerArn}/1`, { listener: listenerArn, actions: [action('jwt-validation')] });
const onPremises = [balancer(), targetGroup({ targetType: 'ip' }), target('192.168.7.7', { zoneName: 'all' })];

ruleCases(rule, {
  pass: {
    'to the application on its port': { world: stack(...tier, letting(to('sg-app', 8080))), subject, evidence },
    'to the application on traffic and health check ports': {
      world: stack(...tier, targetGroup({ healthCheckPort: '8081' }), letting(to('sg-app', 8080), to('sg-app', 8081))),
      subject,
      evidence,
    },
    'to nowhere, as for functions': { world: stack(...tier, letting()), subject, evidence },
    'to another load balancer': {
      world: stack(
        ...tier,
        letting(to('sg-inner', 443)),
        group('sg-inner', []),
        node('elbv2.load-balancer', balancerArn.replace('web/1', 'inner/2'), { scheme: 'internal', securityGroups: ['sg-inner'] }),
      ),
      subject,
      evidence,
    },
    'to an identity provider that a listener asks': {
      world: stack(...tier, letting(to('sg-app', 8080), to('0.0.0.0/0', 443)), asking),
      subject,
      evidence,
    },
    'to an identity provider that a rule asks': {
      world: stack(...tier, letting(to('0.0.0.0/0', 443)), plain, askingRule),
      subject,
      evidence,
    },
    'to a target outside the VPC, which has no group': {
      world: stack(...onPremises, letting(to('192.168.7.0/24', 8080))),
      subject,
      evidence,
    },
  },
  fail: {
    'everywhere, as AWS makes it': { world: stack(...tier, letting(toAnywhere), plain), subject, evidence },
    'to the application on every port': { world: stack(...tier, letting(to('sg-app', 'everything'))), subject, evidence },
    'to the application on another port too': {
      world: stack(...tier, letting(to('sg-app', 8080), to('sg-app', 22))),
      subject,
      evidence,
    },
    'to the network of the VPC': { world: stack(...tier, letting(to('10.0.0.0/16', 8080)), plain), subject, evidence },
    'to a group of the data tier': {
      world: stack(...tier, letting(to('sg-data', 5432)), group('sg-data', []), node('rds.instance', 'orders')),
      subject,
      evidence,
    },
    'everywhere, though it asks an identity provider': { world: stack(...tier, letting(toAnywhere), asking), subject, evidence },
    'everywhere on port 443, and nobody is asked': { world: stack(...tier, letting(to('0.0.0.0/0', 443)), plain), subject, evidence },
    'everywhere for a target outside the VPC': { world: stack(...onPremises, letting(toAnywhere)), subject, evidence },
    'of an internal load balancer': {
      world: stack(...tier, balancer({ scheme: 'internal' }), letting(toAnywhere)),
      subject,
      evidence,
    },
  },
  unknown: {
    'listeners are not readable, and port 443 is open': {
      world: worldWithGaps({ 'elbv2.listener': denied('elasticloadbalancing:DescribeListeners') }, ...tier, letting(to('0.0.0.0/0', 443))),
      subject,
      gaps: ['denied elasticloadbalancing:DescribeListeners'],
    },
    'a group of an account that was not read': {
      world: stack(...tier, letting(to('sg-far', 8080, { sourceOwnerId: '222222222222' }))),
      subject,
      gaps: ['cross-account', 'not-collected'],
    },
  },
  notApplicable: {
    'the application': { world: stack(...appTier, group('sg-app', [], { egress: [toAnywhere] })), subject: 'sg-app' },
    'a group of another account': { world: stack(...tier, albGroup(undefined, { ownerId: '222222222222' })), subject },
  },
});
