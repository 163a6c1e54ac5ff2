import { defineRule, ifKnown, isPinned, offenders, templateReferencesOf } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { referenceLabel, templateLabel } from '../_lib/template-reference.ts';

export default defineRule({
  id: 'launch-template.version-pinned',
  title: 'Groups pin the versions of their launch templates by number',
  severity: 'medium',
  invariants: ['lt-version-pinned'],
  references: ['wa:REL08-BP04', 'wa:REL08-BP05'],
  why: 'With $Latest or $Default whoever saves a template version decides what the next scale-out starts, untested and in the middle of an incident.',
  subject: 'autoscaling.group',
  reads: [],
  topology: ['launch'],
  // A launch configuration never changes; that it is one is judged elsewhere.
  appliesTo: (group) => isJudgedGroup(group) && templateReferencesOf(group).length > 0,
  check(group, { topology, pass, fail, seeDerived }) {
    const references = templateReferencesOf(group);
    const floating = offenders(references, (reference) => !isPinned(reference));
    if (floating === null)
      return pass(
        ...references.map((reference) =>
          seeDerived(group, 'templateVersion', reference.version, 'a version number', referenceLabel(reference)),
        ),
      );
    const show = (reference: (typeof floating)[number]) => {
      const today = ifKnown(() => topology.launch.meaningOf(reference, group))?.versionNumber;
      const how = today === undefined ? 'it means another version whenever it is moved' : `today it means version ${today}`;
      return seeDerived(group, 'templateVersion', reference.version, 'a version number', `${referenceLabel(reference)}: ${how}`);
    };
    const [first, ...others] = floating;
    return fail(
      [show(first), ...others.map(show)],
      `The next instance starts from ${floating.map(referenceLabel).join(' or ')}, whatever that is by then`,
    );
  },
  fix: (group, { topology, sh }) => {
    const floating = templateReferencesOf(group).filter((reference) => !isPinned(reference));
    const [reference] = floating;
    const version = reference && (ifKnown(() => topology.launch.meaningOf(reference, group))?.versionNumber ?? '<number>');
    const update = sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --region ${group.region}`;
    const key = reference?.launchTemplateId
      ? `LaunchTemplateId=${reference.launchTemplateId}`
      : `LaunchTemplateName=${reference ? templateLabel(reference) : ''}`;
    return {
      cli:
        group.mixedInstances === null
          ? `${update} ${sh`--launch-template ${`${key},Version=${version ?? ''}`}`}`
          : `${update} --mixed-instances-policy <the policy with a number in every Version>`,
      terraform: 'launch_template { version = aws_launch_template.<name>.latest_version }',
      cloudformation: 'LaunchTemplate: { Version: !GetAtt <template>.LatestVersionNumber }',
      effect: 'No interruption: running instances stay. New versions reach the group only when the number is moved.',
    };
  },
});
