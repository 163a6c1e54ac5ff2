import { classify, type Failure } from '../aws/failure.ts';
import { chooseRegions } from '../aws/regions.ts';
import type { Session } from '../aws/session.ts';
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
}

export interface ProbeOptions extends LiveOptions {
  readonly collectors: readonly AnyCollector[];
  /** Kinds whose actions are tried; null for all. */
  readonly kinds: ReadonlySet<Kind> | null;
}

/**
 * Tries every action once, in the first of the regions: one page of each listing, the children of one parent,
 * the details of one item.
 *
 * @returns One entry for each action, by its name.
 * @throws SetupError as `collect` does.
 */
export async function probe(options: ProbeOptions): Promise<readonly ActionProbe[]> {
  return withSession(options, async (session, signal) => {
    const regions = await chooseRegions(session, options.regions);
    const region = regions.read[0] ?? session.homeRegion;
    const record = new Outcomes(session, region);
    record.note('sts:GetCallerIdentity', null);
    record.note('ec2:DescribeRegions', regions.gap === null ? null : { outcome: 'gap', gap: regions.gap });
    const collectors = [...planned(options.collectors, options.kinds).values()].map((collector) => sparing(collector, record));
    await readPlace(planned(collectors, null), {
      scope: scopeOf(session, region),
      clients: session.clients(region),
      signal,
      onProgress: () => {},
    });
    return record.probes();
  });
}

/** The collector, making each of its calls once and telling how it went. */
function sparing({ list, details = [], ...collector }: AnyCollector, record: Outcomes): AnyCollector {
  record.expect(list.action);
  return {
    ...collector,
    list: {
      ...list,
      requests: (nodes, scope) => (list.requests?.(nodes, scope) ?? [{ input: undefined }]).slice(0, 1),
      next: () => undefined,
      fetch: (clients, input, token) => record.watch(list.action, () => list.fetch(clients, input, token)),
    },
    details: details.map((detail) => sparingDetail(detail, record)),
  };
}

function sparingDetail(detail: AnyDetail, record: Outcomes): AnyDetail {
  let isTried = false;
  record.expect(detail.action);
  return {
    ...detail,
    when: (item) => {
      if (isTried || detail.when?.(item) === false) return false;
      isTried = true;
      return true;
    },
    fetch: (clients, items) => record.watch(detail.action, () => detail.fetch(clients, items)),
  };
}

/** What became of each action. A refusal outweighs a success: some resources are out of reach then. */
class Outcomes {
  readonly #outcomes = new Map<string, ActionProbe>();
  readonly #account: string;
  readonly #region: string;

  constructor({ account }: Session, region: string) {
    this.#account = account;
    this.#region = region;
  }

  expect(action: string): void {
    if (!this.#outcomes.has(action)) this.#outcomes.set(action, { action, outcome: 'untried', gap: null });
  }

  async watch<T>(action: string, call: () => Promise<T>): Promise<T> {
    try {
      const answer = await call();
      this.note(action, null);
      return answer;
    } catch (error) {
      this.note(action, classify(error, { action, account: this.#account, region: this.#region }));
      throw error;
    }
  }

  note(action: string, failure: Failure | null): void {
    const outcome = failure === null || failure.outcome !== 'gap' ? 'allowed' : failure.gap.reason === 'denied' ? 'denied' : 'unclear';
    const known = this.#outcomes.get(action)?.outcome ?? 'untried';
    const weight = { untried: 0, unclear: 1, allowed: 2, denied: 3 } as const;
    if (weight[outcome] > weight[known])
      this.#outcomes.set(action, { action, outcome, gap: outcome === 'allowed' ? null : (failure?.gap ?? null) });
  }

  probes(): readonly ActionProbe[] {
    return [...this.#outcomes.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
  }
}
