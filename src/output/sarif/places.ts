import { sessionKind } from '../../model/coverage.ts';
import type { Report } from '../../model/report.ts';

/** Code scanning refuses a file with more. */
const mostRuns = 20;
const noRegion = 'global';

type CategoryOf = (account: string, region: string) => string;

/** Which run of the file the results of an account and region belong to. */
export interface Places {
  /** One for each run, sorted. A run without results is there too: its empty list closes old alerts. What was not judged has none. */
  readonly categories: readonly string[];
  readonly categoryOf: CategoryOf;
  /** Why places share a run; null where none do. */
  readonly merged: string | null;
}

/**
 * A run for each account and region, so that alerts of one place are never closed by the scan of another. What lives in no region
 * goes with the only region of its account, else into a run of its own. More than code scanning takes are merged by account.
 * Accounts that nobody could enter share a run of a category that never has alerts, so that theirs stay open.
 *
 * @param automationId Beginning of every category, and the whole of it where there is one run.
 */
export function placesOf(report: Report, automationId?: string): Places {
  const regionsOf = regionsByAccount(report);
  const accounts = [...regionsOf.keys()].sort();
  const prefix = (automationId ?? report.tool.name).replace(/\/+$/, '');
  const named = (text: string) => `${prefix}/${text.replace(/[^\w.+-]+/g, '-')}`;
  const isJudged = judgedPlaces(report);
  const closed = accountsNotEntered(report);
  const alone = new Set(accounts.slice(0, mostRuns - 1));
  const categoriesBy = (categoryOf: CategoryOf, isWanted: (account: string, region: string) => boolean = () => true) => {
    const places = accounts.flatMap((account) => [...(regionsOf.get(account) ?? [])].map((region) => [account, region] as const));
    return [...new Set(places.filter((place) => isWanted(...place)).map((place) => categoryOf(...place)))].sort();
  };
  const placesBy = (byName: CategoryOf, merged: string | null): Places => {
    const categoryOf: CategoryOf = (account, region) =>
      closed.has(account) && (accounts.length <= mostRuns || alone.has(account)) ? named('not-read') : byName(account, region);
    const categories = categoriesBy(categoryOf, isJudged);
    return { categories: categories.length === 0 ? [named('not-judged')] : categories, categoryOf, merged };
  };
  const byRegion: CategoryOf = (account, region) => {
    const [only = noRegion, ...others] = [...(regionsOf.get(account) ?? [])].filter((each) => each !== noRegion);
    return named(`${account}-${region === noRegion && others.length === 0 ? only : region}`);
  };
  const byAccount: CategoryOf = (account) => named(account);
  const byFewAccounts: CategoryOf = (account) => named(alone.has(account) ? account : 'further-accounts');

  const categories = categoriesBy(byRegion);
  if (categories.length === 1 && automationId !== undefined) return { categories: [prefix], categoryOf: () => prefix, merged: null };
  if (categories.length <= mostRuns) return placesBy(byRegion, null);
  const because = `because code scanning takes no more than ${mostRuns} runs in a file.`;
  if (accounts.length <= mostRuns) return placesBy(byAccount, `All regions of an account share a run, ${because}`);
  const merged = `All regions of an account share a run, and so do the accounts after the first ${alone.size}, ${because}`;
  return placesBy(byFewAccounts, merged);
}

function judgedPlaces({ run: { judged } }: Report): (account: string, region: string) => boolean {
  return (account, region) => judged === undefined || (judged.accounts.includes(account) && judged.regions.includes(region));
}

function accountsNotEntered({ coverage }: Report): ReadonlySet<string> {
  return new Set(coverage.flatMap(({ kind, status, account }) => (kind === sessionKind && status !== 'partial' ? [account] : [])));
}

/** Whatever was read or judged. Never empty: a report of nothing is one run too. */
function regionsByAccount({ coverage, seen, run, results }: Report): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  const add = (account: string, region: string) => {
    const regions = places.get(account);
    if (regions === undefined) places.set(account, new Set([region]));
    else regions.add(region);
  };
  for (const { account, region } of coverage) add(account, region);
  for (const { account, region } of seen ?? []) add(account, region);
  for (const { resource } of results) add(resource.account, resource.region);
  // Of several accounts, each may have been read in regions of its own.
  for (const account of run.accounts)
    if (run.accounts.length === 1 || !places.has(account)) for (const region of run.regions) add(account, region);
  if (places.size === 0) add(run.accounts.join('+'), run.regions.join('+'));
  return places;
}
