import deregistrationDelay from '../../../rules/target-group/deregistration-delay.ts';
import noStickiness from '../../../rules/target-group/no-stickiness.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { targetGroup } from '../../kit/security-world.ts';
import { denied, type Override, world } from '../../kit/world.ts';

const having = (attributes: Readonly<Record<string, string>>, overrides: Override<'elbv2.target-group'> = {}) =>
  world(targetGroup({ attributes, ...overrides }));
const unreadable = world(targetGroup({ attributes: denied('elasticloadbalancing:DescribeTargetGroupAttributes') }));
const gaps = ['denied elasticloadbalancing:DescribeTargetGroupAttributes'];
const network = { protocol: 'TCP' };

const delay = 'deregistration_delay.timeout_seconds';
ruleCases(deregistrationDelay, {
  pass: {
    'as long as short requests need': { world: having({ [delay]: '30' }), evidence: [delay] },
    'the shortest allowed': { world: having({ [delay]: '10' }), evidence: [delay] },
    'the longest allowed': { world: having({ [delay]: '120' }), evidence: [delay] },
    'what AWS sets, behind a Network Load Balancer': { world: having({ [delay]: '300' }, network), evidence: [delay] },
    'what AWS sets, for long requests': { world: having({ [delay]: '300' }), params: { maxDelaySeconds: 600 }, evidence: [delay] },
  },
  fail: {
    'what AWS sets': { world: having({ [delay]: '300' }), evidence: [delay] },
    'none at all': { world: having({ [delay]: '0' }), evidence: [delay] },
    'none at all behind a Network Load Balancer': { world: having({ [delay]: '0' }, network), evidence: [delay] },
    'an hour behind a Network Load Balancer': { world: having({ [delay]: '3600' }, network), evidence: [delay] },
  },
  unknown: {
    'attributes are not readable': { world: unreadable, gaps },
    'AWS does not tell it': { world: having({}), gaps: ['no-evidence'] },
    'an empty text': { world: having({ [delay]: '' }), gaps: ['unsupported'] },
  },
  notApplicable: {
    'a function, which has none': { world: having({}, { targetType: 'lambda', protocol: null }) },
    'a load balancer behind a load balancer': { world: having({ [delay]: '300' }, { ...network, targetType: 'alb' }) },
    'a group that no load balancer uses': { world: having({ [delay]: '300' }, { loadBalancers: [] }) },
    'firewalls behind a Gateway Load Balancer': { world: having({ [delay]: '300' }, { protocol: 'GENEVE' }) },
  },
});

const sticky = 'stickiness.enabled';
ruleCases(noStickiness, {
  pass: {
    'it is off': { world: having({ [sticky]: 'false' }), evidence: [sticky] },
    'it is off, and a kind of it is still named': {
      world: having({ [sticky]: 'false', 'stickiness.type': 'lb_cookie' }),
      evidence: [sticky],
    },
  },
  fail: {
    'by a cookie of the load balancer': { world: having({ [sticky]: 'true', 'stickiness.type': 'lb_cookie' }), evidence: [sticky] },
    'by a cookie of the application': { world: having({ [sticky]: 'true', 'stickiness.type': 'app_cookie' }), evidence: [sticky] },
    'by address behind a Network Load Balancer': {
      world: having({ [sticky]: 'true', 'stickiness.type': 'source_ip' }, network),
      evidence: [sticky],
    },
    'AWS does not say how': { world: having({ [sticky]: 'true' }), evidence: [sticky] },
  },
  unknown: {
    'attributes are not readable': { world: unreadable, gaps },
    'AWS does not tell it': { world: having({}), gaps: ['no-evidence'] },
    'a text that nobody has seen': { world: having({ [sticky]: 'sometimes' }), gaps: ['unsupported'] },
  },
  notApplicable: {
    'a function': { world: having({}, { targetType: 'lambda', protocol: null }) },
    'flows through firewalls, which must stay with one': { world: having({ [sticky]: 'true' }, { protocol: 'GENEVE' }) },
    'a group that no load balancer uses': { world: having({ [sticky]: 'true' }, { loadBalancers: [] }) },
  },
});
