import rule from '../../../rules/network/vpc-dedicated.ts';
import { vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, subnet, world, worldWithGaps } from '../../kit/world.ts';

const subnets = [subnet('app', 'a'), subnet('app', 'b')];
const group = node('autoscaling.group', 'web');
const inDefault = vpc({ isDefault: true });

ruleCases(rule, {
  pass: {
    'a VPC of its own': { world: world(vpc(), ...subnets, group), evidence: ['isDefault'] },
  },
  fail: {
    'an Auto Scaling group in the default VPC': { world: world(inDefault, ...subnets, group), evidence: ['isDefault', 'tiers'] },
    'a group that names no subnets, which launches into the default VPC': {
      world: world(inDefault, subnet('default', 'a', { isDefaultForZone: true }), node('autoscaling.group', 'web', { subnets: [] })),
      evidence: ['isDefault', 'tiers'],
    },
    'a database in the default VPC, though groups cannot be listed': {
      world: worldWithGaps(
        { 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') },
        inDefault,
        subnet('data', 'a'),
        node('rds.instance', 'orders'),
        node('rds.subnet-group', 'data'),
      ),
      evidence: ['isDefault', 'tiers'],
    },
  },
  unknown: {
    'it is not known whether it is the default VPC': {
      world: world(vpc({ isDefault: denied('ec2:DescribeVpcs') }), ...subnets, group),
      gaps: ['denied ec2:DescribeVpcs'],
    },
    'what may run in the default VPC cannot be listed': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, inDefault, ...subnets),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
  },
  notApplicable: {
    'a default VPC that nothing uses': { world: world(inDefault, ...subnets) },
    'a default VPC with a bastion in a group of one': {
      world: world(inDefault, ...subnets, node('autoscaling.group', 'bastion', { maxSize: 1, targetGroupArns: [], targetGroups: [] })),
    },
  },
});
