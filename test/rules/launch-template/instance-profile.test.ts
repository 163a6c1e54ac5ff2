import asked from '../../../rules/launch-template/instance-profile.ts';
import usable from '../../../rules/launch-template/instance-profile-usable.ts';
import { deleting, managed } from '../../kit/group-world.ts';
import { arm, at, configured, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const group = launching('7');
const none = { instanceProfile: null, profile: null };
const profile = (overrides: Override<'iam.instance-profile'> = {}, key = 'web') => node('iam.instance-profile', key, overrides);
const configuration = (overrides: Override<'autoscaling.launch-configuration'> = {}) =>
  node('autoscaling.launch-configuration', 'web-2019', overrides);
const versionsDenied = { 'ec2.launch-template-version': denied('ec2:DescribeLaunchTemplateVersions') };
const notApplicable = {
  'a group that is being deleted': { world: world(launching('7', deleting), version(7, none)) },
  'a group that a service manages': { world: world(launching('7', managed), version(7, none)) },
};

ruleCases(asked, {
  pass: {
    'a profile in the template': { world: world(group, version(7)), evidence: ['lt-00000001:7.instanceProfile'] },
    'the pinned version has one, the latest has not': {
      world: world(group, template({ latestVersion: 9 }), version(7), version(9, none)),
      evidence: ['lt-00000001:7.instanceProfile'],
    },
    'a launch configuration': { world: world(configured(), configuration()), evidence: ['web-2019.instanceProfile'] },
  },
  fail: {
    'no profile in the template': { world: world(group, version(7, none)), evidence: ['lt-00000001:7.instanceProfile'] },
    'an override starts another template without': {
      world: world(mixing(at('7'), override({ launchTemplate: at('2', arm) })), version(7), version(2, none, arm)),
      evidence: ['lt-00000002:2.instanceProfile'],
    },
    'a launch configuration without': { world: world(configured(), configuration(none)), evidence: ['web-2019.instanceProfile'] },
  },
  unknown: {
    'versions may not be read': { world: worldWithGaps(versionsDenied, group), gaps: ['denied ec2:DescribeLaunchTemplateVersions'] },
    'the version was deleted': { world: world(group, template()), gaps: ['no-evidence'] },
  },
  notApplicable,
});

ruleCases(usable, {
  pass: {
    'a profile with a role': { world: world(group, version(7), profile()), evidence: ['lt-00000001:7.profile'] },
    'no profile at all, which is judged elsewhere': { world: world(group, version(7, none)), evidence: ['lt-00000001:7.profile'] },
    'a launch configuration': { world: world(configured(), configuration(), profile()), evidence: ['web-2019.profile'] },
  },
  fail: {
    'a profile that is gone': { world: world(group, version(7)), evidence: ['lt-00000001:7.profile'] },
    'a profile without a role': { world: world(group, version(7), profile({ roles: [] })), evidence: ['lt-00000001:7.profile'] },
    'the profile of an override is gone': {
      world: world(mixing(at('7'), override({ launchTemplate: at('2', arm) })), version(7), version(2, { profile: 'arm' }, arm), profile()),
      evidence: ['lt-00000002:2.profile'],
    },
  },
  unknown: {
    'profiles may not be read': {
      world: worldWithGaps({ 'iam.instance-profile': denied('iam:GetInstanceProfile') }, group, version(7)),
      gaps: ['denied iam:GetInstanceProfile'],
    },
    'the role may not be told': {
      world: world(group, version(7), profile({ roles: denied('iam:GetInstanceProfile') })),
      gaps: ['denied iam:GetInstanceProfile'],
    },
    'versions may not be read': { world: worldWithGaps(versionsDenied, group), gaps: ['denied ec2:DescribeLaunchTemplateVersions'] },
  },
  notApplicable,
});
