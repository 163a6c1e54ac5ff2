import rule from '../../../rules/auto-scaling/zone-balance.ts';
import { deleting, group, managed, worker } from '../../kit/group-world.ts';
import { at, override } from '../../kit/launch-world.ts';
import { type Member, member } from '../../kit/members.ts';
import { zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const place = [...zones, subnet('app', 'a'), subnet('app', 'b'), subnet('app', 'c')];
const standing = (zonesOfMembers: string, more: Partial<Member> = {}): readonly Member[] =>
  [...zonesOfMembers].flatMap((letter, index) =>
    letter === 'a' || letter === 'b' || letter === 'c' ? member(`i-${index}`, letter, more) : [],
  );
const spread = (members: string, more: Override<'autoscaling.group'> = {}) => group({ instances: standing(members), ...more });
const three = { subnets: ['subnet-app-a', 'subnet-app-b', 'subnet-app-c'] };
const mixed = { mixedInstances: { launchTemplate: at('1'), overrides: [override({ weightedCapacity: 4 })] } };
/** The first two instances weigh the first, the others the last of the weights. */
const weighing = (first: number, last = first): Override<'autoscaling.group'> => ({
  ...mixed,
  instanceWeights: [first, first, last].map((weight, index) => ({ instanceId: `i-${index}`, weight })),
});
const evidence = ['zoneDifference'];
const leaving = member('i-9', 'a', { lifecycleState: 'Terminating:Wait' });

ruleCases(rule, {
  pass: {
    'one in each zone': { world: world(...place, spread('ab')), evidence },
    'an odd one': { world: world(...place, spread('aab')), evidence },
    'two instances in three zones': { world: world(...place, spread('ab', three)), evidence },
    'no instance': { world: world(...place, spread('')), evidence },
    'warmed instances don’t count': {
      world: world(...place, group({ instances: [...standing('ab'), ...standing('aaa', { lifecycleState: 'Warmed:Stopped' })] })),
      evidence,
    },
    'two light instances in one zone, a heavy one in the other': {
      world: world(...place, group({ ...weighing(1, 4), instances: standing('aab') })),
      evidence,
    },
    'a difference that is allowed': { world: world(...place, spread('aaab')), params: { maxInstanceDifference: 2 }, evidence },
    'a group in one zone, which another rule judges': { world: world(...place, spread('aa', { subnets: ['subnet-app-a'] })), evidence },
  },
  fail: {
    'all in one zone': { world: world(...place, spread('aa')), evidence },
    'a zone without any of four': { world: world(...place, spread('aabb', three)), evidence },
    'a worker group': { world: world(...place, worker({ instances: standing('aaab') })), evidence },
    'instances on standby don’t balance': {
      world: world(...place, group({ instances: [...standing('aa'), ...standing('bb', { lifecycleState: 'Standby' })] })),
      evidence,
    },
    'heavy instances in one zone': {
      world: world(...place, group({ ...weighing(4), instances: standing('aa') })),
      evidence,
    },
  },
  unknown: {
    'instances on their way out': { world: world(...place, group({ instances: [...standing('aa'), leaving] })), gaps: ['transitional'] },
    'instances on their way in': {
      world: world(...place, group({ instances: [...standing('aa'), ...standing('b', { lifecycleState: 'Pending' })] })),
      gaps: ['transitional'],
    },
    'subnets may not be read': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, ...zones, spread('aa')),
      gaps: ['denied ec2:DescribeSubnets'],
    },
  },
  notApplicable: {
    'a bastion, a group of one': { world: world(...place, worker({ minSize: 1, maxSize: 1, instances: standing('a') })) },
    'nodes of a Kubernetes cluster': {
      world: world(...place, worker({ instances: standing('aaa'), tags: { 'eks:cluster-name': 'shop' } })),
    },
    'a group that is being deleted': { world: world(...place, spread('aa', deleting)) },
    'a group that an AWS service runs': { world: world(...place, spread('aa', managed)) },
  },
});
