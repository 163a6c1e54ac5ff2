import configuration from '../../../rules/launch-template/configuration-no-secrets.ts';
import rule from '../../../rules/launch-template/no-secrets.ts';
import { template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const leaking = { userDataSecrets: ['private key'] };
const launchConfiguration = (overrides: Override<'autoscaling.launch-configuration'> = {}) =>
  node('autoscaling.launch-configuration', 'web-2019', overrides);

ruleCases(rule, {
  pass: {
    'no version holds any': {
      world: world(template(), version(7), version(9)),
      evidence: ['lt-00000001:7.userDataSecrets', 'lt-00000001:9.userDataSecrets'],
    },
  },
  fail: {
    'a version holds one': { world: world(template(), version(7, leaking)), evidence: ['lt-00000001:7.userDataSecrets'] },
    'the latest holds one, though nothing uses it yet': {
      world: world(template(), version(7), version(9, leaking)),
      evidence: ['lt-00000001:9.userDataSecrets'],
    },
    'one version decides where another cannot be unpacked': {
      world: world(template(), version(7, { userDataSecrets: gap('malformed') }), version(9, leaking)),
      evidence: ['lt-00000001:9.userDataSecrets'],
    },
  },
  unknown: {
    'user data that cannot be unpacked': {
      world: world(template(), version(7, { userDataSecrets: gap('malformed') })),
      gaps: ['malformed'],
    },
    'versions may not be read': {
      world: worldWithGaps({ 'ec2.launch-template-version': denied('ec2:DescribeLaunchTemplateVersions') }, template()),
      gaps: ['denied ec2:DescribeLaunchTemplateVersions'],
    },
    'no version is listed': { world: world(template()), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a template that a service manages': { world: world(template({ operatorPrincipal: 'eks.amazonaws.com' }), version(7, leaking)) },
  },
});

ruleCases(configuration, {
  pass: { 'it holds none': { world: world(launchConfiguration()), evidence: ['userDataSecrets'] } },
  fail: { 'it holds one': { world: world(launchConfiguration(leaking)), evidence: ['userDataSecrets'] } },
  unknown: {
    'it cannot be unpacked': { world: world(launchConfiguration({ userDataSecrets: gap('malformed') })), gaps: ['malformed'] },
  },
});
