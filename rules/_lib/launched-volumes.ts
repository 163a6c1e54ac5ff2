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
}

/** Devices of the image, overlaid by what the launch maps under the same names; instance store and removed devices are no volumes. */
export function* volumesOf(launch: Launched): Generator<LaunchedVolume, void, undefined> {
  const { blockDevices } = launch.data();
  for (const device of blockDevices) {
    const volume = volumeIn(device);
    const isPlain = (found: Volume) => () => isPlainMapping(found, device.deviceName, launch);
    if (volume !== null) yield { deviceName: device.deviceName, origin: 'in its own mapping', isPlain: isPlain(volume) };
  }
  const mapped = new Set(blockDevices.filter(isMapped).map(({ deviceName }) => deviceName));
  const image = launch.image();
  for (const device of image.blockDevices) {
    const volume = mapped.has(device.deviceName) ? null : volumeIn(device);
    const origin = `${device.deviceName === image.rootDeviceName ? 'root device' : 'device'} of image ${image.key}, without a mapping of its own`;
    if (volume !== null) yield { deviceName: device.deviceName, origin, isPlain: () => isPlainInImage(volume) };
  }
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
  const device = launch.image().blockDevices.find((candidate) => candidate.deviceName === deviceName);
  const inherited = device === undefined ? null : volumeIn(device);
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
