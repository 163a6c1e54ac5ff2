import rule from '../../../rules/load-balancer/no-classic.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const on = (protocol: string, port: number): Facts<'elb.load-balancer'>['listeners'][number] => ({ protocol, port, certificateArn: null });
const classic = (overrides: Override<'elb.load-balancer'> = {}) =>
  node('elb.load-balancer', 'shop', { listeners: [on('HTTP', 80)], ...overrides });
const groupWith = (...classicLoadBalancerNames: readonly string[]) => node('autoscaling.group', 'web', { classicLoadBalancerNames });
const evidence = ['listeners'];

ruleCases(rule, {
  pass: {
    'TCP alone, which needs no Application Load Balancer': {
      world: world(classic({ listeners: [on('TCP', 5671), on('SSL', 443)] })),
      evidence,
    },
  },
  fail: {
    'HTTP to registered instances': { world: world(classic()), evidence },
    'HTTPS beside TCP': { world: world(classic({ listeners: [on('TCP', 22), on('HTTPS', 443)] })), evidence },
    'the group behind it is scaled to zero': { world: world(classic({ instanceIds: [] }), groupWith('shop')), evidence },
    'an internal one': { world: world(classic({ scheme: 'internal' })), evidence },
    'from before there were VPCs': { world: world(classic({ vpc: null, subnets: [] })), evidence },
    'groups are not readable, and instances are registered': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, classic()),
      evidence,
    },
  },
  unknown: {
    'groups are not readable, and no instance is registered': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, classic({ instanceIds: [] })),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'its listeners are not known': {
      world: world(classic({ listeners: denied('elasticloadbalancing:DescribeLoadBalancers') })),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
  },
  notApplicable: {
    'nobody uses it': { world: world(classic({ instanceIds: [] }), groupWith('other')) },
  },
});
