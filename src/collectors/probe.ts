import { classify, type Failure } from '../aws/failure.ts';
import { chooseRegions } from '../aws/regions.ts';
import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import { type LiveOptions, scopeOf, withSession } from './collect.ts';
import type { AnyCollector, AnyDetail } from './kit/define.ts';
import { planned } from './kit/plan.ts';
import { readPlace } from './kit/run.ts';

/** What trying an IAM action showed. */
export interface ActionProbe {
  readonly action: string;
  /**
   * - `allowed`: AWS answered
   * - `denied`: AWS refused; the gap says which policy
   * - `unclear`: it failed for another reason, which the gap tells
   * - `untried`: there is no resource to try it on, or what it needs could not be read
   */
  readonly outcome: 'allowed' | 'denied' | 'unclear' | 'untried';
  readonly gap: Gap | null;
  /** Regions in which it came out so; none where it was not tried. */
  readonly regions: readonly string[];
}

export interface ProbeOptions extends LiveOptions {
  readonly collectors: readonly AnyCollector[];
  /** Kinds whose actions are tried; null for all. */
  readonly kinds: ReadonlySet<Kind> | null;
}

/**
 * Tries every action once in each of the regions, since an organization may close some of them: one page of each listing,
 * the children of one parent, the details of one item.
 *
 * @returns One entry for each action, by its name.
 * @throws SetupError as `collect` does.
 */
export async function probe(options: ProbeOptions): Promise<readonly ActionProbe[]> {
  return withSession(options, async (session, signal) => {
    const regions = await chooseRegions(session, options.regions);
    const outcomes = new Outcomes();
    const places = (regions.read.length === 0 ? [session.homeRegion] : regions.read).map(async (region) => {
      const record = { outcomes, account: session.account, region };
      const collectors = [...planned(options.collectors, options.kinds).values()].map((collector) => sparing(collector, record));
      const place = { scope: scopeOf(session, region), clients: session.clients(region), signal, onProgress: () => {} };
      await readPlace(planned(collectors, null), place);
    });
    outcomes.note('sts:GetCallerIdentity', session.homeRegion, null);
    outcomes.note('ec2:DescribeRegions', session.homeRegion, regions.gap === null ? null : { outcome: 'gap', gap: regions.gap });
    await Promise.all(places);
    return outcomes.probes();
  });
}

/** The collector, making each of its calls once and telling how it went. */
function sparing({ list, details = [], ...collector }: AnyCollector, record: TriedIn): AnyCollector {
  record.outcomes.expect(list.action);
  return {
    ...collector,
    list: {
      ...list,
      requests: (nodes, scope) => (list.requests?.(nodes, scope) ?? [{ input: undefined }]).slice(0, 1),
      next: () => undefined,
      fetch: (clients, input, token) => watch(record, list.action, () => list.fetch(clients, input, token)),
    },
    details: details.map((detail) => sparingDetail(detail, record)),
  };
}

function sparingDetail(detail: AnyDetail, record: TriedIn): AnyDetail {
  let isTried = false;
  record.outcomes.expect(detail.action);
  return {
    ...detail,
    when: (item) => {
      if (isTried || detail.when?.(item) === false) return false;
      isTried = true;
      return true;
    },
    fetch: (clients, items) => watch(record, detail.action, () => detail.fetch(clients, items)),
  };
}

/** Where calls are tried, and what keeps how they went. */
interface TriedIn {
  readonly outcomes: Outcomes;
  readonly account: string;
  readonly region: string;
}

async function watch<T>({ outcomes, account, region }: TriedIn, action: string, call: () => Promise<T>): Promise<T> {
  try {
    const answer = await call();
    outcomes.note(action, region, null);
    return answer;
  } catch (error) {
    outcomes.note(action, region, classify(error, { action, account, region }));
    throw error;
  }
}

/** What became of each action. A refusal outweighs a success: some resources are out of reach then. */
class Outcomes {
  readonly #outcomes = new Map<string, ActionProbe>();

  expect(action: string): void {
    if (!this.#outcomes.has(action)) this.#outcomes.set(action, { action, outcome: 'untried', gap: null, regions: [] });
  }

  note(action: string, region: string, failure: Failure | null): void {
    const outcome = failure === null || failure.outcome !== 'gap' ? 'allowed' : failure.gap.reason === 'denied' ? 'denied' : 'unclear';
    const gap = outcome === 'allowed' ? null : (failure?.gap ?? null);
    const known = this.#outcomes.get(action);
    const weight = { untried: 0, unclear: 1, allowed: 2, denied: 3 } as const;
    const more = weight[outcome] - weight[known?.outcome ?? 'untried'];
    if (more < 0) return;
    const regions = more > 0 ? [region] : [...new Set([...(known?.regions ?? []), region])].sort();
    // Of several regions the first by name speaks, whichever answered first.
    const said = more === 0 && known !== undefined && (known.gap?.region ?? '') < region ? known.gap : gap;
    this.#outcomes.set(action, { action, outcome, gap: said, regions });
  }

  probes(): readonly ActionProbe[] {
    return [...this.#outcomes.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
  }
}
