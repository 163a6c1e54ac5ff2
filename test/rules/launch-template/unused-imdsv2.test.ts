import rule from '../../../rules/launch-template/unused-imdsv2.ts';
import { group } from '../../kit/group-world.ts';
import { arm, at, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, world, worldWithGaps } from '../../kit/world.ts';

const unused = template({ defaultVersion: 2, latestVersion: 3 });
const optional = { httpTokens: 'optional' };
const groupsDenied = { 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') };

ruleCases(rule, {
  pass: {
    'the default version requires tokens, the latest does not': {
      world: world(unused, version(2), version(3, optional)),
      evidence: ['lt-00000001:2.httpTokens'],
    },
    'the image requires tokens': {
      world: world(
        unused,
        version(2, { httpTokens: null }),
        node('ec2.instance-metadata-defaults', 'instance-metadata-defaults'),
        node('ec2.image', 'ami-1', { imdsSupport: 'v2.0' }),
      ),
      evidence: ['lt-00000001:2.httpTokens'],
    },
  },
  fail: {
    'the default version does not, the latest requires tokens': {
      world: world(unused, version(2, optional), version(3)),
      evidence: ['lt-00000001:2.httpTokens'],
    },
    'groups launch from other templates': {
      world: world(
        unused,
        template({}, arm),
        version(2, optional),
        version(1, {}, arm),
        group({ launchTemplate: at('1', arm) }),
        node('autoscaling.group', 'old', { launchTemplate: null, launchConfigurationName: 'old' }),
      ),
      subject: 'lt-00000001',
      evidence: ['lt-00000001:2.httpTokens'],
    },
  },
  unknown: {
    'a group may use it and groups may not be read': {
      world: worldWithGaps(groupsDenied, unused, version(2, optional)),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'the default version is not listed': { world: world(unused), gaps: ['no-evidence'] },
    'the default version is not known': {
      world: world(template({ defaultVersion: denied('ec2:DescribeLaunchTemplates') })),
      gaps: ['denied ec2:DescribeLaunchTemplates'],
    },
  },
  notApplicable: {
    'a group uses another version': { world: world(unused, version(2, optional), launching('3')) },
    'a group names it without its id': {
      world: world(unused, version(2, optional), group({ launchTemplate: at('3', null) })),
    },
    'an override uses it': {
      world: world(unused, version(2, optional), mixing(at('1', arm), override({ launchTemplate: at('3') }))),
    },
    'a group that is seen uses it, others are not seen': {
      world: worldWithGaps(groupsDenied, unused, version(2, optional), launching('3')),
    },
    'a template of a service': { world: world(template({ operatorPrincipal: 'eks.amazonaws.com' }), version(1, optional)) },
  },
});
