import { defineRule } from '#rule-kit';
import { judgeVolumes } from '../_lib/judge-launched-volumes.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { launchesOf } from '../_lib/launched.ts';

/** What gp3 replaces. Volumes with provisioned operations and those for throughput are chosen for a reason. */
const former: readonly string[] = ['gp2', 'standard'];

export default defineRule({
  id: 'launch-template.volumes-gp3',
  title: 'Groups start instances on gp3 volumes rather than gp2 or magnetic ones',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['lt-gp3'],
  references: ['wa:PERF03-BP02'],
  why: 'A small gp2 volume runs on burst credits: under the load of a failover it falls to 100 operations a second. gp3 gives 3,000 always, for less money.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.launch-configuration', 'ec2.image', 'ec2.launch-template-version'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  check: (group, context) =>
    judgeVolumes(
      {
        launches: () => launchesOf(group, context),
        fact: 'volumeType',
        expected: 'gp3, or a type for special needs',
        isBad: (volume) => former.includes(volume.volumeType()),
        describe: (volume) => volume.volumeType(),
        note: 'The next instance gets volumes of a former generation',
      },
      context,
    ),
  fix: () => ({
    cli: 'aws ec2 create-launch-template-version with Ebs.VolumeType gp3 in every entry of BlockDeviceMappings, the root device included',
    terraform: 'block_device_mappings { ebs { volume_type = "gp3" } } for every device',
    cloudformation: 'BlockDeviceMappings: [{ DeviceName, Ebs: { VolumeType: gp3 } }] for every device',
    effect: 'No interruption; instances get such volumes when they are replaced.',
  }),
});
