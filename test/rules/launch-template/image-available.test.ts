import age from '../../../rules/launch-template/image-age.ts';
import available from '../../../rules/launch-template/image-available.ts';
import deprecated from '../../../rules/launch-template/image-not-deprecated.ts';
import { deleting, managed } from '../../kit/group-world.ts';
import { at, configured, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const group = launching('7');
const image = (overrides: Override<'ec2.image'> = {}, key = 'ami-1') => node('ec2.image', key, overrides);
const settings = (state: string) => node('ec2.allowed-images-settings', 'allowed-images-settings', { state });
const configuration = node('autoscaling.launch-configuration', 'web-2019');
const imagesDenied = { 'ec2.image': denied('ec2:DescribeImages') };
const versionsDenied = { 'ec2.launch-template-version': denied('ec2:DescribeLaunchTemplateVersions') };
const foreign = { ownerId: '999999999999', isAllowed: false };

ruleCases(available, {
  pass: {
    'an image that is available': { world: world(group, version(7), image()), evidence: ['image'] },
    'the image of a launch configuration': { world: world(configured(), configuration, image()), evidence: ['image'] },
    'the latest version names an image that is gone, but is not the one in use': {
      world: world(group, template({ latestVersion: 9 }), version(7), version(9, { image: 'ami-9' }), image()),
      evidence: ['image'],
    },
    'a foreign image that would not be allowed, while criteria are only audited': {
      world: world(group, version(7), image(foreign), settings('audit-mode')),
      evidence: ['image'],
    },
    'an image of our own, which criteria never refuse': {
      world: world(group, version(7), image({ isAllowed: false }), settings('enabled')),
      evidence: ['image'],
    },
    'an image that is allowed': {
      world: world(group, version(7), image({ ownerId: '999999999999', isAllowed: true }), settings('enabled')),
      evidence: ['image'],
    },
    'a deprecated image can still be launched': {
      world: world(group, version(7), image({ deprecatedAt: '2025-01-01T00:00:00.000Z' })),
      evidence: ['image'],
    },
  },
  fail: {
    'an image that is gone or no longer shared': { world: world(group, version(7)), evidence: ['image'] },
    'a disabled image': { world: world(group, version(7), image({ state: 'disabled' })), evidence: ['image'] },
    'a deregistered image': { world: world(group, version(7), image({ state: 'deregistered' })), evidence: ['image'] },
    'an image whose creation failed': { world: world(group, version(7), image({ state: 'failed' })), evidence: ['image'] },
    'a disabled image, whatever is allowed': {
      world: world(group, version(7), image({ state: 'disabled', isAllowed: gap('malformed') })),
      evidence: ['image'],
    },
    'a foreign image that is refused': { world: world(group, version(7), image(foreign), settings('enabled')), evidence: ['image'] },
    'the image of an override is gone': {
      world: world(mixing(at('7'), override({ imageId: 'ami-2' })), version(7), image()),
      evidence: ['image'],
    },
    'the image of a launch configuration is gone': { world: world(configured(), configuration), evidence: ['image'] },
    'the pinned version names an image that is gone, the default does not': {
      world: world(group, template({ defaultVersion: 9 }), version(7, { image: 'ami-9' }), version(9), image()),
      evidence: ['image'],
    },
  },
  unknown: {
    'images may not be read': { world: worldWithGaps(imagesDenied, group, version(7)), gaps: ['denied ec2:DescribeImages'] },
    'versions may not be read': { world: worldWithGaps(versionsDenied, group), gaps: ['denied ec2:DescribeLaunchTemplateVersions'] },
    'the parameter that names the image may not be read': {
      world: world(group, version(7, { imageReference: 'resolve:ssm:/ami', image: denied('ssm:GetParameters') }), image()),
      gaps: ['denied ssm:GetParameters'],
    },
    'an override names a parameter': {
      world: world(mixing(at('7'), override({ imageId: 'resolve:ssm:/ami' })), version(7), image()),
      gaps: ['no-evidence'],
    },
    'an image that is being made': { world: world(group, version(7), image({ state: 'pending' })), gaps: ['transitional'] },
    'a state nobody has seen': { world: world(group, version(7), image({ state: 'frozen' })), gaps: ['unsupported'] },
    'a foreign image, and the settings may not be read': {
      world: worldWithGaps({ 'ec2.allowed-images-settings': denied('ec2:GetAllowedImagesSettings') }, group, version(7), image(foreign)),
      gaps: ['denied ec2:GetAllowedImagesSettings'],
    },
    'the version was deleted': { world: world(group, template()), gaps: ['no-evidence'] },
    'a version that names no image': { world: world(group, version(7, { image: null })), gaps: ['no-evidence'] },
    'a group that names no source': { world: world(launching('7', { launchTemplate: null })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(launching('7', deleting), version(7)) },
    'a group that a service manages': { world: world(launching('7', managed), version(7)) },
  },
});

ruleCases(deprecated, {
  pass: {
    'no deprecation': { world: world(group, version(7), image()), evidence: ['imageDeprecation'] },
    'a deprecation that lies ahead': {
      world: world(group, version(7), image({ deprecatedAt: '2027-01-01T00:00:00.000Z' })),
      evidence: ['imageDeprecation'],
    },
    'a launch configuration': { world: world(configured(), configuration, image()), evidence: ['imageDeprecation'] },
  },
  fail: {
    'a deprecation that has passed': {
      world: world(group, version(7), image({ deprecatedAt: '2026-11-20T00:00:00.000Z' })),
      evidence: ['imageDeprecation'],
    },
    'a launch configuration with such an image': {
      world: world(configured(), configuration, image({ deprecatedAt: '2024-01-01T00:00:00.000Z' })),
      evidence: ['imageDeprecation'],
    },
  },
  unknown: {
    'images may not be read': { world: worldWithGaps(imagesDenied, group, version(7)), gaps: ['denied ec2:DescribeImages'] },
    'an image that is gone is judged elsewhere': { world: world(group, version(7)), gaps: ['no-evidence'] },
  },
  notApplicable: { 'a group that is being deleted': { world: world(launching('7', deleting), version(7)) } },
});

ruleCases(age, {
  pass: {
    'an image of this month': { world: world(group, version(7), image()), evidence: ['imageAgeDays'] },
    'an image of exactly the age': {
      world: world(group, version(7), image({ createdAt: '2026-08-23T12:00:00.000Z' })),
      evidence: ['imageAgeDays'],
    },
    'an older image where that is agreed': {
      world: world(group, version(7), image({ createdAt: '2026-01-01T00:00:00.000Z' })),
      params: { maxImageAgeDays: 365 },
      evidence: ['imageAgeDays'],
    },
    'a launch configuration': { world: world(configured(), configuration, image()), evidence: ['imageAgeDays'] },
  },
  fail: {
    'an image of last year': {
      world: world(group, version(7), image({ createdAt: '2025-11-01T00:00:00.000Z' })),
      evidence: ['imageAgeDays'],
    },
  },
  unknown: {
    'AWS does not tell': { world: world(group, version(7), image({ createdAt: null })), gaps: ['no-evidence'] },
    'images may not be read': { world: worldWithGaps(imagesDenied, group, version(7)), gaps: ['denied ec2:DescribeImages'] },
  },
  notApplicable: { 'a group that is being deleted': { world: world(launching('7', deleting), version(7)) } },
});
