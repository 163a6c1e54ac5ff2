import { defineRule } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { launchesOf } from '../_lib/launched.ts';
import { judgeLaunchedVolumes, plainVolumes } from '../_lib/launched-encryption.ts';
import { correctedLaunch } from '../_lib/template-fix.ts';

export default defineRule({
  id: 'launch-template.volumes-encrypted',
  title: 'What a group launches next has encrypted volumes only',
  severity: 'high',
  invariants: ['lt-ebs-encrypted'],
  references: ['wa:SEC08-BP02', 'config:EC2_LAUNCH_TEMPLATES_EBS_VOLUME_ENCRYPTED', 'securityhub:EC2.181'],
  why: 'A root device that the template does not map comes unencrypted from the image, with every instance the group starts, and so does every snapshot of it.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.launch-configuration', 'ec2.ebs-encryption-by-default', 'ec2.image', 'ec2.launch-template-version'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  check: (group, context) => judgeLaunchedVolumes(() => launchesOf(group, context), context),
  fix: (group, context) => {
    const volumes = plainVolumes(launchesOf(group, context), context);
    const data = `{"BlockDeviceMappings":[<every mapping, with "Encrypted":true for ${volumes.map(({ deviceName }) => deviceName).join(', ')}>]}`;
    return {
      cli: correctedLaunch(volumes[0]?.launch, data, group, context),
      terraform: 'block_device_mappings { ebs { encrypted = true } } for every device, or aws_ebs_encryption_by_default',
      cloudformation: 'BlockDeviceMappings: [{ DeviceName, Ebs: { Encrypted: true } }] for every device',
      effect: 'Running instances keep their volumes until they are replaced. A key of your own must allow the Auto Scaling service role.',
    };
  },
});
