import rule from '../../../rules/launch-template/tags.ts';
import { deleting } from '../../kit/group-world.ts';
import { arm, at, configured, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, world, worldWithGaps } from '../../kit/world.ts';

const group = launching('7');
const bare = { tagSpecifications: [] };
const on = (resourceType: string, tags: Readonly<Record<string, string>>) => ({ tagSpecifications: [{ resourceType, tags }] });
const both = { Name: 'web', Env: 'prod' };
const configuration = node('autoscaling.launch-configuration', 'web-2019');
const versionsDenied = { 'ec2.launch-template-version': denied('ec2:DescribeLaunchTemplateVersions') };
const evidence = ['missingTags'];

ruleCases(rule, {
  pass: {
    'the template gives both': { world: world(group, version(7)), evidence },
    'the group propagates both': { world: world(launching('7', { tags: both }), version(7, bare)), evidence },
    'one each': { world: world(launching('7', { tags: { Name: 'web' } }), version(7, on('instance', { env: 'prod' }))), evidence },
    'a launch configuration, and the group propagates': { world: world(configured({ tags: both }), configuration), evidence },
    'other tags where those are wanted': {
      world: world(group, version(7, on('instance', { Owner: 'shop' }))),
      params: { requiredTags: ['Owner'] },
      evidence,
    },
  },
  fail: {
    'nobody gives any': { world: world(group, version(7, bare)), evidence },
    'only the volumes are tagged': { world: world(group, version(7, on('volume', both))), evidence },
    'a tag of the group that does not propagate': {
      world: world(launching('7', { tags: both, unpropagatedTagKeys: ['Name'] }), version(7, bare)),
      evidence,
    },
    'a tag without a value': { world: world(group, version(7, on('instance', { ...both, Name: ' ' }))), evidence },
    'an override starts another template': {
      world: world(mixing(at('7'), override({ launchTemplate: at('2', arm) })), version(7), version(2, bare, arm)),
      evidence,
    },
    'a launch configuration of a group without tags': { world: world(configured(), configuration), evidence },
  },
  unknown: {
    'versions may not be read': { world: worldWithGaps(versionsDenied, group), gaps: ['denied ec2:DescribeLaunchTemplateVersions'] },
    'the version was deleted': { world: world(group, template()), gaps: ['no-evidence'] },
  },
  notApplicable: { 'a group that is being deleted': { world: world(launching('7', deleting), version(7, bare)) } },
});
