import rule from '../../../rules/launch-template/version-exists.ts';
import { deleting, group, managed } from '../../kit/group-world.ts';
import { arm, at, configured, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, world, worldWithGaps } from '../../kit/world.ts';

const read = 'ec2:DescribeLaunchTemplateVersions';
const versionsDenied = { 'ec2.launch-template-version': denied(read) };
const templatesDenied = { 'ec2.launch-template': denied('ec2:DescribeLaunchTemplates') };
const one = ['templateVersion'];
const byName = (number: string | null) => group({ launchTemplate: at(number, null) });

ruleCases(rule, {
  pass: {
    'a pinned version': { world: world(launching('7'), template(), version(7)), evidence: one },
    'a pinned version, whose number says all of its template': {
      world: worldWithGaps(templatesDenied, launching('7'), version(7)),
      evidence: one,
    },
    'the latest version': { world: world(launching('$Latest'), template({ latestVersion: 9 }), version(9)), evidence: one },
    'the default version, named by nothing': {
      world: world(launching(null), template({ defaultVersion: 5, latestVersion: 9 }), version(5)),
      evidence: one,
    },
    'a template known by its name alone': { world: world(byName('7'), template(), version(7)), evidence: one },
    'mixed instances with an override': {
      world: world(
        mixing(at('7'), override({ launchTemplate: at('2', arm) })),
        template(),
        template({}, arm),
        version(7),
        version(2, {}, arm),
      ),
      evidence: [...one, ...one],
    },
  },
  fail: {
    'the pinned version was deleted': { world: world(launching('7'), template({ latestVersion: 9 }), version(9)), evidence: one },
    'the template was deleted': { world: world(launching('$Latest')), evidence: one },
    'no template has the name': { world: world(byName('7')), evidence: one },
    'the version of one override was deleted': {
      world: world(mixing(at('7'), override({ launchTemplate: at('2', arm) })), template(), template({}, arm), version(7)),
      evidence: one,
    },
    'one is gone, the other cannot be seen': {
      world: worldWithGaps(templatesDenied, mixing(at('7'), override({ launchTemplate: at('$Latest', arm) }))),
      evidence: one,
    },
    'policy and override are gone': {
      world: world(mixing(at('7'), override({ launchTemplate: at('2', arm) }))),
      evidence: ['templateVersion', 'templateVersion'],
    },
    'a version that is no version': { world: world(launching('latest'), template(), version(1)), evidence: one },
  },
  unknown: {
    'versions may not be read': { world: worldWithGaps(versionsDenied, launching('7'), template()), gaps: [`denied ${read}`] },
    'templates may not be read and $Latest may mean any version': {
      world: worldWithGaps(templatesDenied, launching('$Latest'), version(9)),
      gaps: ['denied ec2:DescribeLaunchTemplates'],
    },
  },
  notApplicable: {
    'a launch configuration': { world: world(configured()) },
    'a group that is being deleted': { world: world(launching('7', deleting)) },
    'a group that a service manages': { world: world(launching('7', managed)) },
  },
});
