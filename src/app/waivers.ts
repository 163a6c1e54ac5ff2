import type { AcceptedRisk } from '../engine/waivers.ts';
import { type WaiverEntry, waiverFields } from '../model/configuration.ts';
import type { Report, Result, WaiverSummary } from '../model/report.ts';
import { resourceName, shortArn } from '../output/finding-text.ts';
import { plainText } from '../output/plain-text.ts';
import { matchText } from '../output/waivers-text.ts';
import { exactGlobMatcher } from './names.ts';

/** A waiver of the configuration, and where it stands there. */
export interface PlacedWaiver {
  readonly entry: WaiverEntry;
  readonly line: number | null;
}

/** Makes of each waiver what tells its findings; every field has to match. */
export function acceptedRisks(waivers: readonly PlacedWaiver[]): readonly AcceptedRisk[] {
  return waivers.map(({ entry, line }) => {
    const { reason, owner, expires, ticket, rule, resource, finding, account, region, workload, tags } = entry;
    const fields: readonly ((result: Result) => boolean)[] = [
      ...field(finding, ({ id }) => [id]),
      ...field(account, (result) => [result.resource.account]),
      ...field(region, (result) => [result.resource.region]),
      ...field(workload, ({ workloads }) => workloads),
      ...field(resource, identitiesOf),
      ...Object.entries(tags ?? {}).flatMap(([key, value]) => field(value, (result) => tagValues(result, key))),
    ];
    return {
      waiver: { reason, owner, expires, ...(ticket === undefined ? {} : { ticket }) },
      match: matchOf(entry),
      line,
      concerns: rule === undefined ? () => true : exactGlobMatcher(rule),
      covers: (result) => fields.every((matches) => matches(result)),
      isPointed: finding !== undefined || /[^*?]/.test(resource ?? ''),
    };
  });
}

function field(glob: string | undefined, textsOf: (result: Result) => readonly string[]): readonly ((result: Result) => boolean)[] {
  if (glob === undefined) return [];
  const matches = exactGlobMatcher(glob);
  return [(result) => textsOf(result).some(matches)];
}

/** What could not be read matches nothing. */
function tagValues({ resource }: Result, key: string): readonly string[] {
  const tags = resource.tags ?? {};
  return Object.hasOwn(tags, key) ? [tags[key] ?? ''] : [];
}

/** Everything that some output calls the resource, so that what is copied from there is found. */
function identitiesOf({ resource, source }: Result): readonly string[] {
  const { id, name } = resource;
  const short = shortArn(id);
  const own = [id, short, short.slice(short.lastIndexOf('/') + 1), resourceName(resource)];
  return [...own, ...(name === null ? [] : [name, plainText(name)]), ...(source === undefined ? [] : [source.address])];
}

function matchOf(entry: WaiverEntry): WaiverSummary['match'] {
  const { tags = {}, ...others } = entry;
  const texts = Object.entries(others).filter(([name]) => Object.hasOwn(waiverFields, name));
  const tagTexts = Object.entries(tags).map(([key, value]) => [`tags.${key}`, value] as const);
  return Object.fromEntries<string>([...texts, ...tagTexts]);
}

/** A sentence for each waiver that its owner has to look at. */
export function waiverWarnings({ waivers = [] }: Report, path: string | null): readonly string[] {
  return waivers.flatMap(({ match, owner, expires, state, findings, note, line }) => {
    const place = path === null ? '' : ` (${path}${line === null ? '' : `:${line}`})`;
    const waiver = `the waiver of ${owner} for ${matchText(match)}${place}`;
    const again = findings === 0 ? 'remove it' : `${findings} ${findings === 1 ? 'finding counts' : 'findings count'} again`;
    return [
      ...(state === 'expired' ? [`${waiver} expired on ${expires}: ${again}`] : []),
      ...(state === 'unused' ? [`${waiver} matches no failing result: remove it, or correct it`] : []),
      ...(note === null ? [] : [`${waiver}: ${note}`]),
    ];
  });
}
