import imdsv2 from '../../../rules/compute/instance-imdsv2.ts';
import encrypted from '../../../rules/compute/volume-encrypted.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const volume = (overrides: Override<'ec2.volume'> = {}) => node('ec2.volume', 'vol-1', overrides);
const instance = (overrides: Override<'ec2.instance'> = {}) => node('ec2.instance', 'i-1', overrides);

ruleCases(encrypted, {
  pass: { encrypted: { world: world(volume()), evidence: ['encrypted'] } },
  fail: {
    'a root volume of an instance of a group': {
      world: world(volume({ encrypted: false }), instance(), node('autoscaling.group', 'web')),
      evidence: ['encrypted'],
      related: ['i-1', 'web'],
    },
    'a root volume of an instance that is gone': { world: world(volume({ encrypted: false })), evidence: ['encrypted'], related: [] },
    'its owners may not be read, and need not be': {
      world: worldWithGaps(
        { 'ec2.instance': denied('ec2:DescribeInstances'), 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') },
        volume({ encrypted: false }),
      ),
      evidence: ['encrypted'],
      related: [],
    },
    'a volume attached to nothing': {
      world: world(volume({ encrypted: false, state: 'available', attachments: [], instances: [] })),
      evidence: ['encrypted'],
    },
    'the default of the region does not stand in for it': {
      world: world(volume({ encrypted: false }), node('ec2.ebs-encryption-by-default', 'ebs-encryption-by-default', { enabled: true })),
      evidence: ['encrypted'],
    },
  },
  unknown: { 'AWS did not say': { world: world(volume({ encrypted: gap('malformed') })), gaps: ['malformed'] } },
  notApplicable: {
    'a volume of a service': { world: world(volume({ encrypted: false, operatorPrincipal: 'ecs.amazonaws.com' })) },
    'a volume that is being deleted': { world: world(volume({ encrypted: false, state: 'deleting' })) },
  },
});

ruleCases(imdsv2, {
  pass: {
    'tokens are required': { world: world(instance(), node('autoscaling.group', 'web')), evidence: ['httpTokens'] },
    'the endpoint is off': { world: world(instance({ httpEndpoint: 'disabled', httpTokens: 'optional' })), evidence: ['httpEndpoint'] },
  },
  fail: {
    'an instance of a group, whatever its template says': {
      world: world(instance({ httpTokens: 'optional' }), node('autoscaling.group', 'web')),
      evidence: ['httpTokens'],
      related: ['web'],
    },
    'an instance of a group that may not be read': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, instance({ httpTokens: 'optional' })),
      evidence: ['httpTokens'],
      related: [],
    },
    'an instance nobody manages': {
      world: world(instance({ httpTokens: 'optional', autoScalingGroupName: null, autoScalingGroup: null })),
      evidence: ['httpTokens'],
    },
    'a stopped instance answers when it starts': {
      world: world(instance({ httpTokens: 'optional', state: 'stopped', autoScalingGroupName: null })),
      evidence: ['httpTokens'],
    },
  },
  unknown: {
    'a change is being applied': {
      world: world(instance({ httpTokens: 'optional', metadataOptionsState: 'pending' })),
      gaps: ['transitional'],
    },
    'tokens will be required, but are not yet': {
      world: world(instance({ httpTokens: 'required', metadataOptionsState: 'pending' })),
      gaps: ['transitional'],
    },
    'an instance that is starting': {
      world: world(instance({ state: 'pending', metadataOptionsState: 'pending' })),
      gaps: ['transitional'],
    },
    'AWS did not say': { world: world(instance({ httpTokens: null })), gaps: ['no-evidence'] },
    'a mode nobody has seen': { world: world(instance({ httpTokens: 'sometimes' })), gaps: ['unsupported'] },
    'the options were not readable': {
      world: world(instance({ httpTokens: denied('ec2:DescribeInstances') })),
      gaps: ['denied ec2:DescribeInstances'],
    },
  },
  notApplicable: {
    'a terminated instance': { world: world(instance({ httpTokens: 'optional', state: 'terminated' })) },
    'an instance of a service': { world: world(instance({ httpTokens: 'optional', operatorPrincipal: 'ecs.amazonaws.com' })) },
  },
});
