import { defineRule, type Facts, ifKnown, isNonEmpty, some, templateReferencesOf } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';

const hourMs = 3_600_000;

/** States in which a refresh replaces instances, or takes that back. */
const runningRefreshes = ['Pending', 'InProgress', 'Baking', 'Cancelling', 'RollbackInProgress'];

type Member = Facts<'autoscaling.group'>['instances'][number];

const isLeaving = ({ lifecycleState }: Member): boolean => /^(Terminat|Detach|Warmed:Terminat|Quarantined)/.test(lifecycleState);

export default defineRule({
  id: 'launch-template.fleet-on-current-version',
  title: 'Running instances are on the template version that their group references',
  severity: 'medium',
  invariants: ['lt-fleet-version-drift'],
  references: ['wa:REL08-BP04'],
  why: 'A fleet of several versions fails in several ways: what was tested is not what runs, and the next replacement changes behaviour unannounced.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.instance-refresh', 'ec2.instance', 'ec2.launch-template-version'],
  topology: ['launch'],
  appliesTo: (group) => isJudgedGroup(group) && templateReferencesOf(group).length > 0,
  check(group, { asOf, find, pass, fail, unknown, referring, seeDerived, topology }) {
    const meanings = templateReferencesOf(group).flatMap((reference) => topology.launch.meaningOf(reference, group) ?? []);
    const current = new Set(meanings.map(({ launchTemplateId, versionNumber }) => `${launchTemplateId}:${versionNumber}`));
    const drifted = group.instances.filter((member) => !isLeaving(member) && !current.has(versionOf(member)));
    if (!isNonEmpty(drifted)) return pass('instances');

    // Only where versions differ does it matter whether a rollout is under way.
    const isYoung = (key: string) => {
      const createdAt = find('ec2.launch-template-version', key)?.createdAt ?? null;
      return createdAt !== null && asOf - Date.parse(createdAt) < 24 * hourMs;
    };
    if (some(current, isYoung))
      return unknown('transitional', `the version of the group is younger than 24 h: a rollout may be under way`, 'instances');
    if (some(referring('autoscaling.instance-refresh', 'group', group), ({ status }) => runningRefreshes.includes(status))) {
      return unknown('transitional', 'an instance refresh is replacing instances', 'instances');
    }
    const show = (member: Member) =>
      seeDerived(
        group,
        `instance ${member.instanceId}`,
        versionOf(member) || 'no template',
        [...current].join(' or '),
        'template and version it was launched from',
      );
    const [first, ...others] = drifted;
    const instances = drifted.flatMap(({ instanceId }) => ifKnown(() => find('ec2.instance', instanceId)) ?? []);
    const count = drifted.length === 1 ? 'One instance is' : `${drifted.length} instances are`;
    return fail([show(first), ...others.map(show)], `${count} not on the version that the group references`, instances);
  },
  fix: (group, { sh }) => ({
    cli: sh`aws autoscaling start-instance-refresh --auto-scaling-group-name ${group.key} --preferences ${'{"MinHealthyPercentage":100,"MaxHealthyPercentage":110}'} --region ${group.region}`,
    terraform: 'instance_refresh { strategy = "Rolling" }',
    cloudformation: 'UpdatePolicy: AutoScalingRollingUpdate',
    effect: 'Replaces the instances one after another, new ones first.',
  }),
});

/** Instances attached by hand, and those whose template is gone, name none. */
function versionOf({ launchTemplateId, launchTemplateVersion }: Member): string {
  return launchTemplateId === null || launchTemplateVersion === null ? '' : `${launchTemplateId}:${launchTemplateVersion}`;
}
