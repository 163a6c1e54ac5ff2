import rule from '../../../rules/auto-scaling/tags-propagate.ts';
import { deleting, group, managed, worker } from '../../kit/group-world.ts';
import { member } from '../../kit/members.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const owned: Override<'autoscaling.group'> = {
  tags: { Owner: 'shop', Environment: 'prod' },
  unpropagatedTagKeys: ['Owner'],
  instances: [member('i-1', 'a'), member('i-2', 'b')],
};
const instance = (key: string, tags: Readonly<Record<string, string>>) => node('ec2.instance', key, { tags });
const read = 'ec2:DescribeInstances';

ruleCases(rule, {
  pass: {
    'every tag propagates': { world: world(group({ tags: { Owner: 'shop' } })), evidence: ['unpropagatedTagKeys'] },
    'no tags': { world: world(group()), evidence: ['unpropagatedTagKeys'] },
    'marks of services and controllers are the group’s alone': {
      world: world(group({ unpropagatedTagKeys: ['AmazonECSManaged', 'k8s.io/cluster-autoscaler/enabled', 'ha-audit:boot-seconds'] })),
      evidence: ['unpropagatedTagKeys'],
    },
    'the launch template sets the same tag': {
      world: world(group(owned), instance('i-1', { Owner: 'shop' }), instance('i-2', { Owner: '' })),
      evidence: ['missingTags', 'unpropagatedTagKeys'],
    },
    'an instance that is gone lacks nothing': {
      world: world(group(owned), instance('i-1', { Owner: 'shop' })),
      evidence: ['missingTags', 'unpropagatedTagKeys'],
    },
  },
  fail: {
    'instances without the tag': { world: world(group(owned), instance('i-1', {}), instance('i-2', {})), evidence: ['missingTags'] },
    'one instance without the tag': {
      world: world(worker(owned), instance('i-1', { Owner: 'shop' }), instance('i-2', { Name: 'web' })),
      evidence: ['missingTags'],
    },
  },
  unknown: {
    'instances may not be read': { world: worldWithGaps({ 'ec2.instance': denied(read) }, group(owned)), gaps: [`denied ${read}`] },
    'no instance runs': { world: world(group({ ...owned, instances: [] })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(group({ ...owned, ...deleting })) },
    'a group that an AWS service runs': { world: world(group({ ...owned, ...managed })) },
  },
});
