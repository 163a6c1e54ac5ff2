import { defineRule, every, matching } from '#rule-kit';
import { few } from '../_lib/few.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { isLeaving } from '../_lib/fleet.ts';

/** Tags with which services and controllers mark the group itself. */
const ofTheGroup = /^(aws:|elasticbeanstalk:|eks:|kubernetes\.io\/|k8s\.io\/|AmazonECSManaged$|ha-audit:)/;

export default defineRule({
  id: 'auto-scaling.tags-propagate',
  title: 'Instances carry the tags of their group',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['asg-tags-propagate'],
  references: ['wa:COST03-BP02', 'securityhub:AutoScaling.10'],
  why: 'Costs, access by tag, backups and on-call lists go by the tags of the instance: one without them belongs to nobody when it fails.',
  subject: 'autoscaling.group',
  reads: ['ec2.instance'],
  appliesTo: isJudgedGroup,
  check(group, { find, pass, fail, unknown, seeDerived }) {
    const unpropagated = group.unpropagatedTagKeys.filter((key) => !ofTheGroup.test(key));
    const show = (keys: readonly string[], derivation: string) => seeDerived(group, 'missingTags', keys, 'none', derivation);
    if (unpropagated.length === 0) return pass('unpropagatedTagKeys');
    const members = group.instances.filter((member) => !isLeaving(member));
    if (members.length === 0)
      return unknown(
        'no-evidence',
        `whether launched instances get ${few(unpropagated)} from elsewhere shows only where one runs`,
        'unpropagatedTagKeys',
      );
    // A launch template may set the same tags.
    const isCarried = (key: string) =>
      every(members, ({ instanceId }) => {
        const instance = find('ec2.instance', instanceId);
        return instance === null || key in instance.tags;
      });
    const missing = matching(unpropagated, (key) => !isCarried(key));
    if (missing.length === 0) return pass(show([], `its instances get ${few(unpropagated)} from elsewhere`), 'unpropagatedTagKeys');
    return fail(
      show(missing, `the group has these tags, does not propagate them, and not all of its instances carry them`),
      `Instances lack ${few(missing)}`,
    );
  },
  fix(group, { sh }) {
    const tags = group.unpropagatedTagKeys
      .filter((key) => !ofTheGroup.test(key))
      .map(
        (key) =>
          sh`${`ResourceId=${group.key},ResourceType=auto-scaling-group,Key=${key},Value=${group.tags[key] ?? ''},PropagateAtLaunch=true`}`,
      );
    return {
      cli: `${sh`aws autoscaling create-or-update-tags --region ${group.region}`} --tags ${tags.join(' ')}`,
      terraform: 'tag { propagate_at_launch = true }',
      cloudformation: 'Tags: [{ PropagateAtLaunch: true }]',
      effect: 'Instances that are launched from now on carry the tags; tag the running ones by hand.',
    };
  },
});
