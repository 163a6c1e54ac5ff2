import { type Facts, undecidable } from '#rule-kit';
import type { Launched } from './launched.ts';

type Device = Facts<'ec2.image'>['blockDevices'][number];
type Volume = NonNullable<Device['ebs']>;

/** A volume that a launch makes. */
export interface LaunchedVolume {
  readonly deviceName: string;
  /** Who maps it, in words. */
  readonly origin: string;
  /** Whether nothing but a default of the region encrypts it; throws where that is not told, such as for a snapshot nobody read. */
  readonly isPlain: () => boolean;
  /** Such as `gp3`; throws where only the image could tell and cannot be read. */
  readonly volumeType: () => string;
  readonly deletesOnTermination: () => boolean;
}

/** What EC2 makes where neither the launch nor the image says anything. Sources: CreateVolume, and `Preserve data when an instance is terminated`. */
const byDefault = { volumeType: 'gp2', deletesOnTermination: true } as const;

/** Devices of the image, overlaid by what the launch maps under the same names; instance store and removed devices are no volumes. */
export function* volumesOf(launch: Launched): Generator<LaunchedVolume, void, undefined> {
  const { blockDevices } = launch.data();
  for (const device of blockDevices) {
    const volume = volumeIn(device);
    if (volume === null) continue;
    const { deviceName } = device;
    yield {
      deviceName,
      origin: 'in its own mapping',
      isPlain: () => isPlainMapping(volume, deviceName, launch),
      volumeType: () => volume.volumeType ?? inheritedBy(deviceName, launch)?.volumeType ?? byDefault.volumeType,
      deletesOnTermination: () =>
        volume.deletesOnTermination ?? inheritedBy(deviceName, launch)?.deletesOnTermination ?? byDefault.deletesOnTermination,
    };
  }
  const mapped = new Set(blockDevices.filter(isMapped).map(({ deviceName }) => deviceName));
  const image = launch.image();
  for (const device of image.blockDevices) {
    const volume = mapped.has(device.deviceName) ? null : volumeIn(device);
    const origin = `${device.deviceName === image.rootDeviceName ? 'root device' : 'device'} of image ${image.key}, without a mapping of its own`;
    if (volume === null) continue;
    yield {
      deviceName: device.deviceName,
      origin,
      isPlain: () => isPlainInImage(volume),
      volumeType: () => volume.volumeType ?? byDefault.volumeType,
      deletesOnTermination: () => volume.deletesOnTermination ?? byDefault.deletesOnTermination,
    };
  }
}

/** What the image says of a device that the launch maps as well. */
function inheritedBy(deviceName: string, launch: Launched): Volume | null {
  const device = launch.image().blockDevices.find((candidate) => candidate.deviceName === deviceName);
  return device === undefined ? null : volumeIn(device);
}

function volumeIn({ suppressed, virtualName, ebs }: Device): Volume | null {
  return suppressed || virtualName?.startsWith('ephemeral') === true ? null : ebs;
}

/** A mapping that says nothing of the device leaves the image's in force. */
function isMapped({ suppressed, virtualName, ebs }: Device): boolean {
  return suppressed || virtualName !== null || ebs !== null;
}

/** A volume from an encrypted snapshot is encrypted, whatever its mapping says. */
function isPlainMapping({ encrypted, snapshotId }: Volume, deviceName: string, launch: Launched): boolean {
  if (encrypted === true) return false;
  const inherited = inheritedBy(deviceName, launch);
  if (snapshotId !== null && snapshotId !== inherited?.snapshotId) {
    return undecidable(
      launch.data(),
      'no-evidence',
      `nothing tells whether ${snapshotId} is encrypted, from which ${deviceName} of ${launch.label} is made`,
    );
  }
  return inherited === null || isPlainInImage(inherited);
}

/** AWS leaves the flag out where a snapshot is not encrypted. */
function isPlainInImage({ encrypted }: Volume): boolean {
  return encrypted !== true;
}
