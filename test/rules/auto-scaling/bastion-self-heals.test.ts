import rule from '../../../rules/auto-scaling/bastion-self-heals.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world } from '../../kit/world.ts';

const instance = (tags: Readonly<Record<string, string>>, more: Override<'ec2.instance'> = {}) => ({
  world: world(node('ec2.instance', 'i-1', { tags, autoScalingGroupName: null, ...more })),
});
const evidence = ['autoScalingGroupName'];

ruleCases(rule, {
  pass: {
    'a bastion in a group': { ...instance({ Name: 'prod-bastion' }, { autoScalingGroupName: 'bastion' }), evidence },
    'a jump host in a group': { ...instance({ Role: 'jumphost' }, { autoScalingGroupName: 'jump' }), evidence },
  },
  fail: {
    'a bastion that is a pet': { ...instance({ Name: 'Bastion' }), evidence },
    'a jump box that is stopped': { ...instance({ name: 'ops jump-box 1' }, { state: 'stopped' }), evidence },
    'a bastion by its role': { ...instance({ Name: 'ops', role: 'bastion' }), evidence },
  },
  unknown: {
    'tags were not told': {
      world: world(node('ec2.instance', 'i-1', { tags: denied('ec2:DescribeInstances'), autoScalingGroupName: null })),
      gaps: ['denied ec2:DescribeInstances'],
    },
  },
  notApplicable: {
    'any other instance': instance({ Name: 'web' }),
    'an instance without name': instance({}),
    'sebastion, who is not': instance({ Name: 'sebastion' }),
    'a bastion that is gone': instance({ Name: 'bastion' }, { state: 'terminated' }),
    'an instance that a service runs': instance({ Name: 'bastion' }, { operatorPrincipal: 'eks.amazonaws.com' }),
  },
});
