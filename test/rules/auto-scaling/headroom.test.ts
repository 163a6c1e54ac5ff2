import rule from '../../../rules/auto-scaling/headroom.ts';
import { deleting, group, managed, worker } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, type Override, world } from '../../kit/world.ts';

const sized = (minSize: number, desiredCapacity: number, maxSize: number, more: Override<'autoscaling.group'> = {}) => ({
  world: world(group({ minSize, desiredCapacity, maxSize, ...more })),
});

ruleCases(rule, {
  pass: {
    'room to grow': { ...sized(2, 4, 10), evidence: ['headroom'] },
    'room for one more': { ...sized(2, 3, 4), evidence: ['headroom'] },
    'an ECS cluster without load balancer': {
      world: world(worker({ minSize: 0, desiredCapacity: 2, maxSize: 8, tags: { AmazonECSManaged: '' } })),
      evidence: ['headroom'],
    },
  },
  fail: {
    'a fixed size': { ...sized(2, 2, 2), evidence: ['headroom', 'minSize', 'maxSize'] },
    'a group that is as large as it may get': { ...sized(2, 10, 10), evidence: ['headroom', 'maxSize'] },
    'an ECS cluster that is full': {
      world: world(worker({ minSize: 0, desiredCapacity: 8, maxSize: 8, tags: { AmazonECSManaged: 'true' } })),
      evidence: ['headroom', 'maxSize'],
    },
    'a classic load balancer alone': {
      world: world(worker({ classicLoadBalancerNames: ['old'], minSize: 2, maxSize: 2 })),
      evidence: ['headroom', 'minSize', 'maxSize'],
    },
  },
  unknown: {
    'AWS sent no maximum': {
      world: world(group({ maxSize: denied('autoscaling:DescribeAutoScalingGroups') })),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
  },
  notApplicable: {
    'a quorum of workers, whose number is fixed': { world: world(worker({ minSize: 3, desiredCapacity: 3, maxSize: 3 })) },
    'a bastion, a group of one': { world: world(worker({ minSize: 1, desiredCapacity: 1, maxSize: 1 })) },
    'nodes of a Kubernetes cluster': sized(2, 2, 2, { tags: { 'eks:cluster-name': 'shop', 'eks:nodegroup-name': 'system' } }),
    'nodes that a cluster autoscaler counts': sized(2, 2, 2, { tags: { 'k8s.io/cluster-autoscaler/enabled': 'true' } }),
    'the parked side of a blue/green pair': sized(0, 0, 0),
    'a group that is being deleted': sized(2, 2, 2, deleting),
    'a group that an AWS service runs': sized(2, 2, 2, managed),
  },
});
