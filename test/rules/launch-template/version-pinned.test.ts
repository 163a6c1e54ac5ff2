import rule from '../../../rules/launch-template/version-pinned.ts';
import { deleting, managed } from '../../kit/group-world.ts';
import { arm, at, configured, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, world, worldWithGaps } from '../../kit/world.ts';

const read = 'autoscaling:DescribeAutoScalingGroups';
const templatesDenied = { 'ec2.launch-template': denied('ec2:DescribeLaunchTemplates') };
const one = ['templateVersion'];

ruleCases(rule, {
  pass: {
    'a number': { world: world(launching('7'), template(), version(7)), evidence: one },
    'a number that is neither the latest nor the default': {
      world: world(launching('3'), template({ latestVersion: 9, defaultVersion: 5 }), version(3)),
      evidence: one,
    },
    'the template may not be read, and need not be': {
      world: worldWithGaps(templatesDenied, launching('7')),
      evidence: one,
    },
    'mixed instances with a number in every place': {
      world: world(mixing(at('7'), override({ launchTemplate: at('2', arm) }), override({}))),
      evidence: [...one, ...one],
    },
  },
  fail: {
    $Latest: { world: world(launching('$Latest'), template({ latestVersion: 9 })), evidence: one },
    $Default: { world: world(launching('$Default'), template()), evidence: one },
    'no version, which means $Default': { world: world(launching(null), template()), evidence: one },
    'an empty version, which means $Default': { world: world(launching(''), template()), evidence: one },
    '$Latest of a template that may not be read': { world: worldWithGaps(templatesDenied, launching('$Latest')), evidence: one },
    'mixed instances at $Latest': { world: world(mixing(at('$Latest'), override({}))), evidence: one },
    'one override at $Latest': {
      world: world(mixing(at('7'), override({ launchTemplate: at('2', arm) }), override({ launchTemplate: at('$Latest', arm) }))),
      evidence: one,
    },
    'policy and override float': {
      world: world(mixing(at('$Default'), override({ launchTemplate: at('$Latest', arm) }))),
      evidence: ['templateVersion', 'templateVersion'],
    },
  },
  unknown: {
    'what the group launches from is missing': { world: world(launching('7', { launchTemplate: denied(read) })), gaps: [`denied ${read}`] },
    'whether there is a mixed instances policy is missing': {
      world: world(launching('7', { mixedInstances: denied(read) })),
      gaps: [`denied ${read}`],
    },
  },
  notApplicable: {
    'a launch configuration': { world: world(configured()) },
    'a group that is being deleted': { world: world(launching('$Latest', deleting)) },
    'a group that a service manages': { world: world(launching('$Latest', managed)) },
  },
});
