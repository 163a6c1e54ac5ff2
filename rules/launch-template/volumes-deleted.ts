import { defineRule } from '#rule-kit';
import { judgeVolumes } from '../_lib/judge-launched-volumes.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { launchesOf } from '../_lib/launched.ts';

export default defineRule({
  id: 'launch-template.volumes-deleted',
  title: 'Volumes of a group go with their instances',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['lt-delete-on-termination'],
  references: ['wa:COST04-BP02', 'wa:REL05-BP06'],
  why: 'A group attaches no old volume to a new instance: what is kept is data that nobody finds again, paid for until the quota is used up and launches fail.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.launch-configuration', 'ec2.image', 'ec2.launch-template-version'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  check: (group, context) =>
    judgeVolumes(
      {
        launches: () => launchesOf(group, context),
        fact: 'deletesOnTermination',
        expected: 'deleted',
        isBad: (volume) => !volume.deletesOnTermination(),
        describe: (volume) => (volume.deletesOnTermination() ? 'deleted' : 'kept'),
        note: 'Terminated instances leave volumes behind',
      },
      context,
    ),
  fix: () => ({
    cli: 'aws ec2 create-launch-template-version with Ebs.DeleteOnTermination true in every entry of BlockDeviceMappings',
    terraform: 'block_device_mappings { ebs { delete_on_termination = true } }',
    cloudformation: 'BlockDeviceMappings: [{ DeviceName, Ebs: { DeleteOnTermination: true } }]',
    effect: 'No interruption. Volumes left behind until now stay: list those in the state available.',
  }),
});
