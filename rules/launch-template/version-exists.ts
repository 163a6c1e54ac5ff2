import { defineRule, offenders, templateReferencesOf } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { referenceLabel } from '../_lib/template-reference.ts';

export default defineRule({
  id: 'launch-template.version-exists',
  title: 'The launch template versions that a group starts from exist',
  severity: 'high',
  invariants: ['lt-version-pinned'],
  references: ['wa:REL11-BP03', 'wa:REL08-BP04'],
  why: 'Without its template version a group cannot launch anything: the first lost instance is never replaced, and nothing says so until then.',
  subject: 'autoscaling.group',
  reads: [],
  topology: ['launch'],
  appliesTo: (group) => isJudgedGroup(group) && templateReferencesOf(group).length > 0,
  check(group, { topology, pass, fail, seeDerived }) {
    const references = templateReferencesOf(group);
    const missing = offenders(references, (reference) => topology.launch.versionOf(reference, group) === null);
    if (missing === null)
      return pass(
        ...references.map((reference) =>
          seeDerived(group, 'templateVersion', reference.version, 'a version that exists', referenceLabel(reference)),
        ),
      );
    const show = (reference: (typeof missing)[number]) =>
      seeDerived(group, 'templateVersion', reference.version, 'a version that exists', `AWS lists no ${referenceLabel(reference)}`);
    const [first, ...others] = missing;
    return fail(
      [show(first), ...others.map(show)],
      `The group cannot launch instances: there is no ${missing.map(referenceLabel).join(', no ')}`,
    );
  },
  fix: (group, { sh }) => ({
    cli: sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --region ${group.region} --launch-template ${'LaunchTemplateId=<template>,Version=<number>'}`,
    terraform: 'launch_template { id and version of a template that exists }',
    cloudformation: 'LaunchTemplate: { LaunchTemplateId, Version }',
    effect: 'No interruption: the group can launch instances again.',
  }),
});
