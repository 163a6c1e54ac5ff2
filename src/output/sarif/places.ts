import type { Report } from '../../model/report.ts';

/** Code scanning refuses a file with more. */
const mostRuns = 20;
const noRegion = 'global';

type CategoryOf = (account: string, region: string) => string;

/** Which run of the file the results of an account and region belong to. */
export interface Places {
  /** One for each run, sorted. A run without results is there too: its empty list closes old alerts. */
  readonly categories: readonly string[];
  readonly categoryOf: CategoryOf;
  /** Why places share a run; null where none do. */
  readonly merged: string | null;
}

/**
 * A run for each account and region, so that alerts of one place are never closed by the scan of another. What lives in no region
 * goes with the only region of its account, else into a run of its own. More than code scanning takes are merged by account.
 *
 * @param automationId Beginning of every category, and the whole of it where there is one run.
 */
export function placesOf(report: Report, automationId?: string): Places {
  const regionsOf = regionsByAccount(report);
  const accounts = [...regionsOf.keys()].sort();
  const prefix = (automationId ?? report.tool.name).replace(/\/+$/, '');
  const named = (text: string) => `${prefix}/${text.replace(/[^\w.+-]+/g, '-')}`;
  const categoriesBy = (categoryOf: CategoryOf) => {
    const all = accounts.flatMap((account) => [...(regionsOf.get(account) ?? [])].map((region) => categoryOf(account, region)));
    return [...new Set(all)].sort();
  };
  const byRegion: CategoryOf = (account, region) => {
    const [only = noRegion, ...others] = [...(regionsOf.get(account) ?? [])].filter((each) => each !== noRegion);
    return named(`${account}-${region === noRegion && others.length === 0 ? only : region}`);
  };
  const byAccount: CategoryOf = (account) => named(account);
  const alone = new Set(accounts.slice(0, mostRuns - 1));
  const byFewAccounts: CategoryOf = (account) => named(alone.has(account) ? account : 'further-accounts');

  const categories = categoriesBy(byRegion);
  if (categories.length === 1 && automationId !== undefined) return { categories: [prefix], categoryOf: () => prefix, merged: null };
  if (categories.length <= mostRuns) return { categories, categoryOf: byRegion, merged: null };
  const because = `because code scanning takes no more than ${mostRuns} runs in a file.`;
  if (accounts.length <= mostRuns)
    return { categories: categoriesBy(byAccount), categoryOf: byAccount, merged: `All regions of an account share a run, ${because}` };
  const merged = `All regions of an account share a run, and so do the accounts after the first ${alone.size}, ${because}`;
  return { categories: categoriesBy(byFewAccounts), categoryOf: byFewAccounts, merged };
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
