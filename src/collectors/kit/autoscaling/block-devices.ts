import type { BlockDeviceMapping } from '@aws-sdk/client-auto-scaling';
import type { Facts } from '../../../model/kinds.ts';
import { required } from '../define.ts';

/** Unlike a template's, the `NoDevice` of a launch configuration is a boolean, and no key can be chosen. */
export function blockDevice(device: BlockDeviceMapping): Facts<'autoscaling.launch-configuration'>['blockDevices'][number] {
  const suppressed = device.NoDevice === true;
  return {
    deviceName: required(device.DeviceName, 'BlockDeviceMappings.DeviceName'),
    suppressed,
    virtualName: device.VirtualName ?? null,
    ebs:
      device.Ebs === undefined || suppressed
        ? null
        : {
            encrypted: device.Ebs.Encrypted ?? null,
            snapshotId: device.Ebs.SnapshotId ?? null,
            kmsKeyId: null,
            volumeType: device.Ebs.VolumeType ?? null,
            deletesOnTermination: device.Ebs.DeleteOnTermination ?? null,
          },
  };
}
