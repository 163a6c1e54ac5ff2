import rule from '../../../rules/launch-template/unused-volumes-encrypted.ts';
import { device, launching, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, world, worldWithGaps } from '../../kit/world.ts';

const unused = template({ defaultVersion: 2, latestVersion: 3 });
const plain = { blockDevices: [device('/dev/xvda', false)] };
const image = node('ec2.image', 'ami-1');
const region = (enabled: boolean) => node('ec2.ebs-encryption-by-default', 'ebs-encryption-by-default', { enabled });
const own = ['lt-00000001:2.blockDevices'];

ruleCases(rule, {
  pass: {
    'the default version encrypts, the latest does not': {
      world: world(unused, version(2), version(3, plain), image, region(false)),
      evidence: own,
    },
    'the region encrypts by default': {
      world: world(unused, version(2, plain), image, region(true)),
      evidence: ['ebs-encryption-by-default.enabled'],
    },
  },
  fail: {
    'the default version does not encrypt, the latest does': {
      world: world(unused, version(2, plain), version(3), image, region(false)),
      evidence: own,
    },
  },
  unknown: {
    'a group may use it and groups may not be read': {
      world: worldWithGaps(
        { 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') },
        unused,
        version(2, plain),
        image,
        region(false),
      ),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'the default version is not listed': { world: world(unused, region(false)), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a group uses another version': { world: world(unused, version(2, plain), launching('3'), image, region(false)) },
    'a template of a service': {
      world: world(template({ operatorPrincipal: 'eks.amazonaws.com' }), version(1, plain), image, region(false)),
    },
  },
});
