import rule from '../../../rules/network/vpc-flow-logs.ts';
import { vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const place = [vpc(), subnet('app', 'a'), subnet('app', 'b'), node('autoscaling.group', 'web')];
const log = (overrides: Override<'ec2.flow-log'> = {}, key = 'fl-1') => node('ec2.flow-log', key, overrides);
const ofSubnet = (letter: string, overrides: Override<'ec2.flow-log'> = {}) =>
  log({ resourceId: `subnet-app-${letter}`, vpc: null, subnet: `subnet-app-${letter}`, ...overrides }, `fl-${letter}`);

ruleCases(rule, {
  pass: {
    'a log of the VPC': { world: world(...place, log()), evidence: ['isRecorded'] },
    'rejected traffic alone': { world: world(...place, log({ trafficType: 'REJECT' })), evidence: ['isRecorded'] },
    'a log that has not delivered anything yet': { world: world(...place, log({ deliveryStatus: null })), evidence: ['isRecorded'] },
    'a log of every subnet': { world: world(...place, ofSubnet('a'), ofSubnet('b')), evidence: ['isRecorded'] },
    'a working log beside a broken one': {
      world: world(...place, log({ deliveryStatus: 'FAILED' }), log({}, 'fl-2')),
      evidence: ['isRecorded'],
    },
  },
  fail: {
    'no log': { world: world(...place), evidence: ['flowLogs'] },
    'a log of one of two subnets': { world: world(...place, ofSubnet('a')), evidence: ['flowLogs'] },
    'a log of another VPC': { world: world(...place, log({ resourceId: 'vpc-2', vpc: 'vpc-2' })), evidence: ['flowLogs'] },
    'a log of a transit gateway': {
      world: world(...place, log({ resourceId: 'tgw-1', vpc: null, trafficType: null })),
      evidence: ['flowLogs'],
    },
    'accepted traffic alone': { world: world(...place, log({ trafficType: 'ACCEPT' })), evidence: ['flowLogs'] },
    'records that do not arrive': {
      world: world(...place, log({ deliveryStatus: 'FAILED', deliveryError: 'Access error' })),
      evidence: ['flowLogs'],
    },
    'rejected traffic alone, where all is demanded': {
      world: world(...place, log({ trafficType: 'REJECT' })),
      params: { trafficTypes: ['ALL'] },
      evidence: ['flowLogs'],
    },
  },
  unknown: {
    'flow logs cannot be listed': {
      world: worldWithGaps({ 'ec2.flow-log': denied('ec2:DescribeFlowLogs') }, ...place),
      gaps: ['denied ec2:DescribeFlowLogs'],
    },
    'a delivery status that is new': { world: world(...place, log({ deliveryStatus: 'THROTTLED' })), gaps: ['unsupported'] },
    'a VPC that another account shares': { world: world(vpc({ ownerId: '222222222222' }), ...place.slice(1)), gaps: ['cross-account'] },
  },
  notApplicable: {
    'a VPC that serves no tier': { world: world(vpc(), subnet('app', 'a')) },
  },
});
