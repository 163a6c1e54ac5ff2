import { defineRule, ifKnown, millisecondsOf, offenders, type TemplateReference, templateReferencesOf, Type, undecidable } from '#rule-kit';
import { few } from '../_lib/few.ts';
import { isCurrent, isLeaving, type Member, startOf } from '../_lib/fleet.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { referenceLabel } from '../_lib/template-reference.ts';

const finishedRefreshes: readonly string[] = ['Successful', 'Failed', 'Cancelled', 'RollbackSuccessful', 'RollbackFailed'];

export default defineRule({
  id: 'launch-template.fleet-on-current-version',
  title: 'Running instances are on the template version that their group references',
  severity: 'medium',
  invariants: ['lt-fleet-version-drift'],
  references: ['wa:REL08-BP04'],
  why: 'A fleet of several versions fails in several ways: what was tested is not what runs, and the next replacement changes behaviour unannounced.',
  params: Type.Object(
    {
      rolloutHours: Type.Number({
        default: 24,
        minimum: 0,
        description: 'Hours after its creation in which a version may still be on its way to the instances.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: ['autoscaling.instance-refresh', 'ec2.instance', 'ec2.launch-template-version'],
  topology: ['launch'],
  appliesTo: (group) => isJudgedGroup(group) && templateReferencesOf(group).length > 0,
  check(group, { asOf, params: { rolloutHours }, find, pass, fail, unknown, referring, seeDerived, topology }) {
    const references = templateReferencesOf(group);
    const wanted = references
      .map((reference) => [reference, ifKnown(() => topology.launch.meaningOf(reference, group))] as const)
      .map(([reference, meaning]) => (meaning ? `${meaning.launchTemplateId}:${meaning.versionNumber}` : referenceLabel(reference)))
      .join(' or ');
    const drifted = offenders(group.instances, (member) => !isLeaving(member) && !isCurrent(member, group, topology));
    if (drifted === null)
      return pass(seeDerived(group, 'driftedInstances', 0, 0, `${group.instances.length} instances, all from ${wanted} or leaving`));

    // Only where versions differ does it matter whether a rollout is under way.
    const isYoung = (reference: TemplateReference) => {
      const version = topology.launch.versionOf(reference, group);
      if (version === null) return false;
      const createdAt = version.createdAt ?? undecidable(group, 'no-evidence', `AWS does not tell when ${version.key} was created`);
      return asOf - millisecondsOf(createdAt) < rolloutHours * 3_600_000;
    };
    const show = (member: Member) =>
      seeDerived(group, `instance ${member.instanceId}`, startOf(member), wanted, 'what the instance was launched from');
    const [young] = offenders(references, isYoung) ?? [];
    if (young !== undefined)
      return unknown(
        'transitional',
        `${referenceLabel(young)} is younger than ${rolloutHours} h and may be on its way`,
        ...drifted.map(show),
      );
    const isRunning = ({ status }: { readonly status: string }) => !finishedRefreshes.includes(status);
    const [refresh] = offenders(referring('autoscaling.instance-refresh', 'group', group), isRunning) ?? [];
    if (refresh !== undefined) return unknown('transitional', `instance refresh ${refresh.key} is ${refresh.status}`, ...drifted.map(show));
    const [first, ...others] = drifted;
    const instances = drifted.flatMap(({ instanceId }) => ifKnown(() => find('ec2.instance', instanceId)) ?? []);
    const names = few(drifted.map((member) => `${member.instanceId} (${startOf(member)})`));
    return fail([show(first), ...others.map(show)], `Not all instances were launched from ${wanted}: ${names}`, instances);
  },
  fix: (group, { sh }) => ({
    cli: sh`aws autoscaling start-instance-refresh --auto-scaling-group-name ${group.key} --preferences ${'{"MinHealthyPercentage":100,"MaxHealthyPercentage":110}'} --region ${group.region}`,
    terraform: 'instance_refresh { strategy = "Rolling" }',
    cloudformation: 'UpdatePolicy: AutoScalingRollingUpdate',
    effect: 'Replaces the instances one after another, new ones first.',
  }),
});
