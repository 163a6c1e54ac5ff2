import { defineRule, ifKnown } from '#rule-kit';

export default defineRule({
  id: 'compute.volume-encrypted',
  title: 'EBS volumes are encrypted',
  severity: 'high',
  invariants: ['ebs-encrypted'],
  references: ['wa:SEC08-BP02', 'config:ENCRYPTED_VOLUMES', 'securityhub:EC2.3'],
  why: 'An unencrypted volume and every snapshot of it are readable by whoever gets at a copy, and encryption cannot be added in place.',
  subject: 'ec2.volume',
  reads: ['ec2.instance', 'autoscaling.group'],
  subsumedBy: ['launch-template.volumes-encrypted'],
  appliesTo: (volume) => volume.operatorPrincipal === null && !['deleting', 'deleted', 'error'].includes(volume.state),
  check(volume, { pass, fail, seeDerived, find }) {
    if (volume.encrypted) return pass('encrypted');
    const users = volume.attachments.flatMap(({ instanceId, deviceName }) =>
      instanceId === null ? [] : [`${deviceName ?? 'a device'} of ${instanceId}`],
    );
    const where = users.length === 0 ? 'attached to nothing' : `attached as ${users.join(', ')}`;
    // For the reader only: the verdict stands without its owners.
    const instances = volume.attachments.flatMap(({ instanceId }) => ifKnown(() => find('ec2.instance', instanceId ?? '')) ?? []);
    const groups = instances.flatMap((instance) => ifKnown(() => find('autoscaling.group', instance.autoScalingGroupName ?? '')) ?? []);
    return fail(seeDerived(volume, 'encrypted', false, true, where), `Data on the volume is not encrypted; it is ${where}`, [
      ...instances,
      ...groups,
    ]);
  },
  fix: (volume, { sh }) => ({
    cli: [
      sh`aws ec2 create-snapshot --volume-id ${volume.key} --region ${volume.region}`,
      `${sh`aws ec2 create-volume --availability-zone ${() => volume.zoneName ?? 'UNKNOWN'} --encrypted --region ${volume.region}`} --snapshot-id <snapshot>`,
    ].join(' && '),
    terraform: 'encrypted = true (for a group: in block_device_mappings of its launch template, then an instance refresh)',
    cloudformation: 'Encrypted: true',
    effect: 'Cannot be changed in place: the instance is stopped, or replaced by its group, while the volumes are swapped.',
  }),
});
