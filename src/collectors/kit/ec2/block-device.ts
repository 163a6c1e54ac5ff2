import type { BlockDeviceMapping, LaunchTemplateBlockDeviceMapping } from '@aws-sdk/client-ec2';
import type { Facts } from '../../../model/kinds.ts';
import { required } from '../define.ts';

type Device = Facts<'ec2.image'>['blockDevices'][number];

/** A device as an image or a launch template maps it. `NoDevice` suppresses by being there: its text is empty. */
export function blockDevice(mapping: BlockDeviceMapping | LaunchTemplateBlockDeviceMapping): Device {
  const suppressed = mapping.NoDevice !== undefined;
  return {
    deviceName: required(mapping.DeviceName, 'BlockDeviceMappings.DeviceName'),
    suppressed,
    virtualName: mapping.VirtualName ?? null,
    ebs: suppressed ? null : ebsSettings(mapping.Ebs),
  };
}

function ebsSettings(ebs: (BlockDeviceMapping | LaunchTemplateBlockDeviceMapping)['Ebs']): Device['ebs'] {
  if (ebs === undefined) return null;
  return {
    encrypted: ebs.Encrypted ?? null,
    snapshotId: ebs.SnapshotId ?? null,
    kmsKeyId: ebs.KmsKeyId ?? null,
    volumeType: ebs.VolumeType ?? null,
    deletesOnTermination: ebs.DeleteOnTermination ?? null,
  };
}
