import rule from '../../../rules/launch-template/image-pinned.ts';
import { deleting, managed } from '../../kit/group-world.ts';
import { arm, at, configured, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, world, worldWithGaps } from '../../kit/world.ts';

const group = launching('7');
const named = (imageReference: string | null) => version(7, { imageReference, image: 'ami-1' });
const latest = 'resolve:ssm:/images/web';
const evidence = ['imageReference'];
const versionsDenied = { 'ec2.launch-template-version': denied('ec2:DescribeLaunchTemplateVersions') };

ruleCases(rule, {
  pass: {
    'the id of an image': { world: world(group, named('ami-1')), evidence },
    'a version of a parameter': { world: world(group, named(`${latest}:3`)), evidence },
    'an override with an image of its own': {
      world: world(mixing(at('7'), override({ imageId: 'ami-2' })), named('ami-1')),
      evidence: [...evidence, ...evidence],
    },
    'a launch configuration': { world: world(configured(), node('autoscaling.launch-configuration', 'web-2019')), evidence },
  },
  fail: {
    'a parameter': { world: world(group, named(latest)), evidence },
    'a label of a parameter, which can be moved': { world: world(group, named(`${latest}:golden`)), evidence },
    'an override with a parameter': { world: world(mixing(at('7'), override({ imageId: latest })), named('ami-1')), evidence },
    'one template decides where another cannot be seen': {
      world: worldWithGaps(versionsDenied, mixing(at('7'), override({ launchTemplate: at('2', arm) })), named(latest)),
      evidence,
    },
  },
  unknown: {
    'versions may not be read': { world: worldWithGaps(versionsDenied, group), gaps: ['denied ec2:DescribeLaunchTemplateVersions'] },
    'the version was deleted': { world: world(group, template()), gaps: ['no-evidence'] },
    'the version names no image': { world: world(group, named(null)), gaps: ['no-evidence'] },
    'a group that names no source': { world: world(launching('7', { launchTemplate: null })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(launching('7', deleting), named(latest)) },
    'a group that a service manages': { world: world(launching('7', managed), named(latest)) },
  },
});
