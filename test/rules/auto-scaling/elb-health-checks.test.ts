import rule from '../../../rules/auto-scaling/elb-health-checks.ts';
import { deleting, group, latticeTargetGroup, managed, worker } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, world, worldWithGaps } from '../../kit/world.ts';

const suspend = (...names: readonly string[]) => ({ suspendedProcesses: names.map((name) => ({ name, reason: 'User suspended' })) });
const read = 'autoscaling:DescribeAutoScalingGroups';
const evidence = ['healthCheckTypes'];

ruleCases(rule, {
  pass: {
    'a group behind an ALB only, which names target groups and no classic load balancer': { world: world(group()), evidence },
    'ELB written alone, since EC2 is always in force': { world: world(group({ healthCheckTypes: ['ELB', 'EC2'] })), evidence },
    'more types than needed': { world: world(group({ healthCheckTypes: ['EBS', 'EC2', 'ELB'] })), evidence },
    'a classic load balancer': { world: world(worker({ classicLoadBalancerNames: ['old'], healthCheckTypes: ['EC2', 'ELB'] })), evidence },
    'VPC Lattice with its own type': {
      world: world(worker({ latticeTargetGroupArns: [latticeTargetGroup], healthCheckTypes: ['EC2', 'VPC_LATTICE'] })),
      evidence,
    },
    'a process is suspended that replaces nobody': { world: world(group(suspend('AZRebalance', 'AlarmNotification'))), evidence },
    'traffic sources may not be read, and need not be': {
      world: worldWithGaps({ 'autoscaling.traffic-source': denied('autoscaling:DescribeTrafficSources') }, group()),
      evidence,
    },
  },
  fail: {
    'a group behind an ALB with EC2 checks': { world: world(group({ healthCheckTypes: ['EC2'] })), evidence },
    'EBS checks do not stand in for ELB': { world: world(group({ healthCheckTypes: ['EBS', 'EC2'] })), evidence },
    'a classic load balancer with EC2 checks': { world: world(worker({ classicLoadBalancerNames: ['old'] })), evidence },
    'VPC Lattice with ELB checks': {
      world: world(worker({ latticeTargetGroupArns: [latticeTargetGroup], healthCheckTypes: ['EC2', 'ELB'] })),
      evidence,
    },
    'both kinds of attachment and EC2 checks': {
      world: world(group({ latticeTargetGroupArns: [latticeTargetGroup], healthCheckTypes: ['EC2'] })),
      evidence: ['healthCheckTypes', 'healthCheckTypes'],
    },
    'health checks are suspended': { world: world(group(suspend('HealthCheck'))), evidence: ['suspendedProcesses'] },
    'replacement is suspended': { world: world(group(suspend('ReplaceUnhealthy'))), evidence: ['suspendedProcesses'] },
    'termination is suspended': { world: world(group(suspend('Terminate'))), evidence: ['suspendedProcesses'] },
    'launches are suspended': { world: world(group(suspend('AZRebalance', 'Launch'))), evidence: ['suspendedProcesses'] },
    'wrong type and suspended': {
      world: world(group({ healthCheckTypes: ['EC2'], ...suspend('HealthCheck') })),
      evidence: ['healthCheckTypes', 'suspendedProcesses'],
    },
    'the wrong type decides where the suspended processes are missing': {
      world: world(group({ healthCheckTypes: ['EC2'], suspendedProcesses: denied(read) })),
      evidence,
    },
  },
  unknown: {
    'the health check type is missing': { world: world(group({ healthCheckTypes: denied(read) })), gaps: [`denied ${read}`] },
    'the attachments are missing': {
      world: world(worker({ targetGroupArns: denied(read) })),
      gaps: [`denied ${read}`],
    },
  },
  notApplicable: {
    'a worker group': { world: world(worker()) },
    'a worker group with ELB checks that have no effect': { world: world(worker({ healthCheckTypes: ['EC2', 'ELB'] })) },
    'a group that is being deleted': { world: world(group({ healthCheckTypes: ['EC2'], ...deleting })) },
    'a group that a service manages': { world: world(group({ healthCheckTypes: ['EC2'], ...managed })) },
  },
});
