import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import type { Gap } from '../model/gap.ts';
import { classify } from './failure.ts';
import { nearestRegion } from './known-regions.ts';
import { plainText } from './plain-text.ts';
import type { Session } from './session.ts';
import { SetupError } from './setup-error.ts';

/** Which regions a run reads. */
export interface RegionChoice {
  /** Sorted, each once. */
  readonly read: readonly string[];
  /** Disabled in this account, and named by the user all the same. */
  readonly namedDisabled: readonly string[];
  /** Disabled in this account, where every region was asked for. */
  readonly disabled: readonly string[];
  /** Enabled and not read; null where AWS did not tell which there are. */
  readonly unread: readonly string[] | null;
  /** Why AWS did not tell. */
  readonly gap: Gap | null;
}

/**
 * @param named As the user named them: none for the session's own region, `all` for every enabled one.
 * @throws SetupError where a name is no region of the partition.
 */
export async function chooseRegions(session: Session, named: readonly string[]): Promise<RegionChoice> {
  const misspelt = named.find((region) => region !== 'all' && !/^[a-z]+(?:-[a-z]+)+-\d+$/.test(region));
  if (misspelt !== undefined) throw unknownRegion(misspelt, session);
  const wanted = named.filter((region) => region !== 'all');
  const fallback = wanted.length === 0 ? [session.homeRegion] : wanted;
  const listed = await listRegions(session);
  if ('gap' in listed) return { read: sorted(fallback), namedDisabled: [], disabled: [], unread: null, gap: listed.gap };
  const { enabled, disabled } = listed;
  const unknown = wanted.find((region) => !enabled.includes(region) && !disabled.includes(region));
  if (unknown !== undefined) throw unknownRegion(unknown, session, [...enabled, ...disabled]);
  const read = named.includes('all') ? enabled : fallback.filter((region) => !disabled.includes(region));
  const namedDisabled = fallback.filter((region) => disabled.includes(region));
  return {
    read: sorted(read),
    namedDisabled: sorted(namedDisabled),
    disabled: named.includes('all') ? sorted(disabled.filter((region) => !namedDisabled.includes(region))) : [],
    unread: sorted(enabled.filter((region) => !read.includes(region))),
    gap: null,
  };
}

type Listed = { readonly enabled: readonly string[]; readonly disabled: readonly string[] } | { readonly gap: Gap };

async function listRegions(session: Session): Promise<Listed> {
  const { account, homeRegion } = session;
  const call = { action: 'ec2:DescribeRegions', account, region: homeRegion };
  try {
    const { Regions = [] } = await session.clients(homeRegion).ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
    const names = (isDisabled: boolean) =>
      Regions.flatMap(({ RegionName, OptInStatus }) =>
        RegionName !== undefined && (OptInStatus === 'not-opted-in') === isDisabled ? [RegionName] : [],
      );
    if (Regions.length > 0) return { enabled: names(false), disabled: names(true) };
    return { gap: { ...call, reason: 'malformed', detail: 'The answer to ec2:DescribeRegions names no region.' } };
  } catch (error) {
    return { gap: classify(error, call).gap };
  }
}

function unknownRegion(region: string, { partition }: Session, candidates?: readonly string[]): SetupError {
  return new SetupError(
    'region',
    `${plainText(region)} is not a region of the partition ${partition}. Did you mean ${nearestRegion(region, candidates)}?`,
  );
}

function sorted(regions: Iterable<string>): readonly string[] {
  return [...new Set(regions)].sort();
}
