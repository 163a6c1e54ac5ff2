import rule from '../../../rules/compute/ssm-managed.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const instance = (overrides: Override<'ec2.instance'> = {}) => node('ec2.instance', 'i-1', overrides);
const managed = (overrides: Override<'ssm.managed-instance'> = {}) => node('ssm.managed-instance', 'i-1', overrides);
const young = { launchTime: '2026-11-21T11:45:00.000Z' };

ruleCases(rule, {
  pass: {
    'the agent reports': { world: world(instance(), managed()), evidence: ['i-1.pingStatus'] },
    'the agent of a young instance reports': { world: world(instance(young), managed()), evidence: ['i-1.pingStatus'] },
  },
  fail: {
    'an instance that Systems Manager does not know': { world: world(instance()), evidence: ['managedInstance'] },
    'the agent has fallen silent': {
      world: world(instance(), managed({ pingStatus: 'ConnectionLost' })),
      evidence: ['i-1.pingStatus'],
    },
    'the agent has fallen silent at an unknown time': {
      world: world(instance(), managed({ pingStatus: 'Inactive', lastPingAt: null })),
      evidence: ['i-1.pingStatus'],
    },
    'an instance older than is allowed for': {
      world: world(instance(young)),
      params: { registrationMinutes: 10 },
      evidence: ['managedInstance'],
    },
  },
  unknown: {
    'a young instance': { world: world(instance(young)), gaps: ['transitional'] },
    'managed instances may not be read': {
      world: worldWithGaps({ 'ssm.managed-instance': denied('ssm:DescribeInstanceInformation') }, instance()),
      gaps: ['denied ssm:DescribeInstanceInformation'],
    },
    'a status nobody has seen': { world: world(instance(), managed({ pingStatus: 'Dozing' })), gaps: ['unsupported'] },
    'AWS does not tell': { world: world(instance(), managed({ pingStatus: null })), gaps: ['unsupported'] },
  },
  notApplicable: {
    'a stopped instance': { world: world(instance({ state: 'stopped' })) },
    'an instance that is starting': { world: world(instance({ state: 'pending' })) },
    'an instance of a service': { world: world(instance({ operatorPrincipal: 'ecs.amazonaws.com' })) },
  },
});
