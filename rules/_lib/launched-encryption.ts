import {
  allOf,
  type Evidence,
  type Identity,
  ifKnown,
  isNonEmpty,
  type Json,
  type NonEmpty,
  offenders,
  some,
  type Verdict,
  type View,
} from '#rule-kit';
import type { Launched } from './launched.ts';
import { type LaunchedVolume, volumesOf } from './launched-volumes.ts';

interface Judging {
  find(kind: 'ec2.ebs-encryption-by-default', key: string): View<'ec2.ebs-encryption-by-default'> | null;
  see(view: View<'ec2.ebs-encryption-by-default'>, fact: 'enabled'): Evidence;
  seeDerived(view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence;
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: NonEmpty<Evidence>, note: string): Verdict;
  unknown(reason: 'no-evidence', detail: string): Verdict;
}

const expected = 'every volume encrypted';

interface PlainVolume extends LaunchedVolume {
  readonly launch: Launched;
}

/** Volumes that nothing encrypts, of every way to start an instance. */
export function plainVolumes(launches: Iterable<Launched>, { find }: Pick<Judging, 'find'>): readonly PlainVolume[] {
  const isRegionEncrypting = () => find('ec2.ebs-encryption-by-default', 'ebs-encryption-by-default')?.enabled === true;
  const isPlain = (launch: Launched) =>
    allOf(
      () => !isRegionEncrypting(),
      () => some(volumesOf(launch), (volume) => volume.isPlain()),
    );
  const plainOf = (launch: Launched) => offenders(volumesOf(launch), (volume) => volume.isPlain()) ?? [];
  return (offenders(launches, isPlain) ?? []).flatMap((launch) => plainOf(launch).map((volume) => ({ ...volume, launch })));
}

/** Whether every volume of every way to start an instance is encrypted: by the default of the region, its mapping or its snapshot. */
export function judgeLaunchedVolumes(launches: () => Iterable<Launched>, { find, see, seeDerived, pass, fail, unknown }: Judging): Verdict {
  const volumes = plainVolumes(launches(), { find });
  const plain = volumes.map(({ launch, deviceName, origin }) =>
    seeDerived(
      launch.data(),
      'blockDevices',
      `${deviceName} is not encrypted`,
      expected,
      `${launch.label}: ${origin}; the region does not encrypt by default`,
    ),
  );
  if (isNonEmpty(plain)) {
    const names = volumes.map(({ launch, deviceName, origin }) => `${deviceName} of ${launch.label} (${origin})`);
    return fail(plain, `The next instance gets volumes that are not encrypted: ${names.join('; ')}`);
  }
  const setting = ifKnown(() => find('ec2.ebs-encryption-by-default', 'ebs-encryption-by-default'));
  if (setting && ifKnown(() => setting.enabled) === true) return pass(see(setting, 'enabled'));
  const seen = [...launches()].map((launch) => {
    const names = [...volumesOf(launch)].map(({ deviceName }) => deviceName);
    return seeDerived(
      launch.data(),
      'blockDevices',
      names.length === 0 ? 'no volume' : `${names.join(', ')} encrypted`,
      expected,
      launch.label,
    );
  });
  return isNonEmpty(seen) ? pass(...seen) : unknown('no-evidence', 'AWS does not tell what instances start from');
}
