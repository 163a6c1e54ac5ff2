import rule from '../../../rules/launch-template/imdsv2.ts';
import { deleting, managed } from '../../kit/group-world.ts';
import { arm, at, configured, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const group = launching('7');
const silent = { httpTokens: null };
const optional = { httpTokens: 'optional' };
const account = (overrides: Override<'ec2.instance-metadata-defaults'>) =>
  node('ec2.instance-metadata-defaults', 'instance-metadata-defaults', overrides);
const image = (imdsSupport: string | null, key = 'ami-1') => node('ec2.image', key, { imdsSupport });
const configuration = (overrides: Override<'autoscaling.launch-configuration'> = {}) =>
  node('autoscaling.launch-configuration', 'web-2019', overrides);
const seven = ['lt-00000001:7.httpTokens'];
const defaultsDenied = { 'ec2.instance-metadata-defaults': denied('ec2:GetInstanceMetadataDefaults') };
const imagesDenied = { 'ec2.image': denied('ec2:DescribeImages') };
const versionsDenied = { 'ec2.launch-template-version': denied('ec2:DescribeLaunchTemplateVersions') };

ruleCases(rule, {
  pass: {
    'the template requires tokens': { world: world(group, version(7)), evidence: seven },
    'and then needs no word of account and image': {
      world: worldWithGaps({ ...defaultsDenied, ...imagesDenied }, group, version(7, { httpEndpoint: null })),
      evidence: seven,
    },
    'the pinned version is good, the latest is bad': {
      world: world(group, template({ latestVersion: 9 }), version(7), version(9, optional)),
      evidence: seven,
    },
    'the endpoint is off in the template': {
      world: worldWithGaps(defaultsDenied, group, version(7, { httpEndpoint: 'disabled', httpTokens: 'optional' })),
      evidence: ['lt-00000001:7.httpEndpoint'],
    },
    'the endpoint is off by the default of the account': {
      world: world(group, version(7, { httpEndpoint: null, ...optional }), account({ httpEndpoint: 'disabled' })),
      evidence: ['lt-00000001:7.httpEndpoint'],
    },
    'the account requires tokens where the template says nothing': {
      world: worldWithGaps(imagesDenied, group, version(7, silent), account({ httpTokens: 'required' })),
      evidence: seven,
    },
    'the image requires tokens where nobody else says anything': {
      world: world(group, version(7, silent), account({}), image('v2.0')),
      evidence: seven,
    },
    'a hop limit alone leaves the tokens to the account': {
      world: world(group, version(7, { ...silent, httpPutResponseHopLimit: 2 }), account({ httpTokens: 'required' })),
      evidence: seven,
    },
    'a launch configuration': { world: world(configured(), configuration()), evidence: ['web-2019.httpTokens'] },
    'mixed instances with overrides': {
      world: world(mixing(at('7'), override({ launchTemplate: at('2', arm) }), override({})), version(7), version(2, {}, arm)),
      evidence: [...seven, 'lt-00000002:2.httpTokens'],
    },
  },
  fail: {
    'the template makes tokens optional': { world: world(group, version(7, optional)), evidence: seven },
    'and then needs no word of account and image': {
      world: worldWithGaps({ ...defaultsDenied, ...imagesDenied }, group, version(7, optional)),
      evidence: seven,
    },
    'the pinned version is bad, the latest is good': {
      world: world(group, template({ latestVersion: 9 }), version(7, optional), version(9)),
      evidence: seven,
    },
    'the latest version is bad and is what $Latest starts': {
      world: world(launching('$Latest'), template({ latestVersion: 9, defaultVersion: 7 }), version(7), version(9, optional)),
      evidence: ['lt-00000001:9.httpTokens'],
    },
    'the default version is bad and is what no version starts': {
      world: world(launching(null), template({ latestVersion: 9, defaultVersion: 7 }), version(7, optional), version(9)),
      evidence: seven,
    },
    'the template says optional, whatever the account prefers': {
      world: world(group, version(7, optional), account({ httpTokens: 'required' }), image('v2.0')),
      evidence: seven,
    },
    'the account prefers optional, whatever the image supports': {
      world: world(group, version(7, silent), account({ httpTokens: 'optional' }), image('v2.0')),
      evidence: seven,
    },
    'nobody says anything': {
      world: world(group, version(7, { ...silent, httpEndpoint: null }), account({}), image(null)),
      evidence: seven,
    },
    'the account has no defaults at all': { world: world(group, version(7, silent), image(null)), evidence: seven },
    'the account enforces tokens, so the launch is rejected': {
      world: world(group, version(7, optional), account({ httpTokensEnforced: 'enabled' })),
      evidence: [...seven, 'instance-metadata-defaults.httpTokensEnforced'],
    },
    'an override starts another template': {
      world: world(mixing(at('7'), override({ launchTemplate: at('2', arm) })), version(7), version(2, optional, arm)),
      evidence: ['lt-00000002:2.httpTokens'],
    },
    'an override starts an image that requires nothing': {
      world: world(mixing(at('7'), override({ imageId: 'ami-2' })), version(7, silent), account({}), image('v2.0'), image(null, 'ami-2')),
      evidence: seven,
    },
    'one override decides where another cannot be seen': {
      world: worldWithGaps(versionsDenied, mixing(at('7'), override({ launchTemplate: at('2', arm) })), version(2, optional, arm)),
      evidence: ['lt-00000002:2.httpTokens'],
    },
    'a launch configuration without metadata options': {
      world: world(configured(), configuration({ ...silent, httpEndpoint: null }), account({}), image(null)),
      evidence: ['web-2019.httpTokens'],
    },
  },
  unknown: {
    'versions may not be read': {
      world: worldWithGaps(versionsDenied, group),
      gaps: ['denied ec2:DescribeLaunchTemplateVersions'],
    },
    'the template says nothing and the account may not be read': {
      world: worldWithGaps(defaultsDenied, group, version(7, silent), image(null)),
      gaps: ['denied ec2:GetInstanceMetadataDefaults'],
    },
    'tokens are optional and the account may switch the endpoint off': {
      world: worldWithGaps(defaultsDenied, group, version(7, { ...optional, httpEndpoint: null })),
      gaps: ['denied ec2:GetInstanceMetadataDefaults'],
    },
    'only the image can tell and may not be read': {
      world: worldWithGaps(imagesDenied, group, version(7, silent), account({})),
      gaps: ['denied ec2:DescribeImages'],
    },
    'only the image can tell and is gone': { world: world(group, version(7, silent), account({})), gaps: ['no-evidence'] },
    'only the image can tell and is not named': {
      world: world(group, version(7, { ...silent, image: null, imageReference: null }), account({})),
      gaps: ['no-evidence'],
    },
    'the version was deleted': { world: world(group, template()), gaps: ['no-evidence'] },
    'the launch configuration is not listed': { world: world(configured()), gaps: ['no-evidence'] },
    'a mode nobody has seen': { world: world(group, version(7, { httpTokens: 'sometimes' })), gaps: ['unsupported'] },
    'a group that names no source': { world: world(launching('7', { launchTemplate: null })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(launching('7', deleting), version(7, optional)) },
    'a group that a service manages': { world: world(launching('7', managed), version(7, optional)) },
  },
});
