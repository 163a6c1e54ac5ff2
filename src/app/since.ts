import type { Session } from '../aws/session.ts';
import { UnansweredError } from '../aws/unanswered.ts';
import { type LiveOptions, scopeOf, withSession } from '../collectors/collect.ts';
import { entrance } from '../collectors/collect-accounts.ts';
import type { AnyCollector, Scope } from '../collectors/kit/define.ts';
import { stored } from '../collectors/kit/draft.ts';
import { collectors } from '../generated/collectors.ts';
import { isKind } from '../model/kinds.ts';
import type { Report, Result, Severity } from '../model/report.ts';
import type { NodeRecord, Snapshot } from '../model/snapshot.ts';
import { isVisible } from '../output/visible-results.ts';
import { apiView } from '../sources/aws-config/api-view.ts';
import { historyOf } from '../sources/aws-config/history.ts';
import type { ConfigItem } from '../sources/aws-config/item.ts';
import { shapes } from '../sources/aws-config/shapes.ts';
import type { ChosenAccounts } from './live-options.ts';

/** Since when a finding holds. */
export type Since = NonNullable<Result['since']>;

/** Resources whose history is asked for in one run. Each costs two calls or a few more. */
const mostResources = 50;

/**
 * Looks into the history that AWS Config keeps for when the failing results came to be, worst first. A result is dated where every
 * fact it was judged by is one that AWS Config records, and holds now what the report says. Each account is asked for its own history.
 *
 * @returns dates by id of the result, and what kept others from being found, a sentence each
 */
export async function sinceWhen(
  report: Report,
  { nodes }: Snapshot,
  minimumSeverity: Severity | undefined,
  options: LiveOptions,
  accounts: ChosenAccounts | null = null,
): Promise<{ readonly dates: ReadonlyMap<string, Since>; readonly warnings: readonly string[] }> {
  const wanted = failing(report, minimumSeverity);
  const needed = new Set(wanted.flatMap(({ evidence }) => evidence.map(({ resource }) => resource)));
  const nodeOf = new Map(nodes.flatMap((node) => (needed.has(node.id) ? [[node.id, node]] : [])));
  const dates = new Map<string, Since>();
  const warnings: string[] = [];
  const histories = new Map<string, Promise<readonly Moment[]>>();
  const closed = new Set<string>();
  const silent = new Set<string>();
  await withSession(options, async (session) => {
    const enter = entrance(session, { targets: [], orgRole: null, orgExternalId: null, ...accounts, regions: options.regions });
    const historyOfNode = async (node: NodeRecord) => {
      const known = histories.get(node.id);
      if (known !== undefined) return known;
      const own = await enter(node.account);
      if (own === null) closed.add(node.account);
      if (own === null || histories.size >= mostResources) return [];
      const asked = momentsOf(node, own);
      histories.set(node.id, asked);
      return asked;
    };
    for (const result of wanted) {
      const { account } = result.resource;
      if (silent.has(account)) continue;
      try {
        const since = await dateOf(result, nodeOf, historyOfNode);
        if (since !== null) dates.set(result.id, since);
      } catch (error) {
        if (!(error instanceof UnansweredError)) throw error;
        silent.add(account);
        warnings.push(
          `--since: ${error.message}${error.message.endsWith('.') ? '' : '.'} Findings in ${account} are not dated from here on.`,
        );
      }
    }
  });
  if (histories.size >= mostResources) warnings.push(`--since: the history of ${mostResources} resources was read, and of no more.`);
  if (closed.size > 0)
    warnings.push(
      `--since: findings in ${[...closed].sort().join(', ')} are not dated: this run cannot enter the account to read its history.`,
    );
  return { dates, warnings };
}

/** The report with the dates in its results. */
export function withDates(report: Report, dates: ReadonlyMap<string, Since>): Report {
  const dated = function* (): Generator<Result> {
    for (const result of report.results) {
      const since = dates.get(result.id);
      yield since === undefined ? result : { ...result, since };
    }
  };
  return { ...report, results: { [Symbol.iterator]: dated } };
}

/** As many as can be dated at most: results may be a million. */
function failing(report: Report, minimumSeverity: Severity | undefined): readonly Result[] {
  const wanted: Result[] = [];
  for (const result of report.results) {
    if (wanted.length >= mostResources * 4) break;
    if (result.status === 'fail' && result.waiver === null && isVisible(result, { minimumSeverity })) wanted.push(result);
  }
  return wanted;
}

/** A configuration as it was from some time on; a fact that cannot be told of it is undefined. */
interface Moment {
  readonly time: string;
  readonly isGone: boolean;
  readonly fact: (name: string) => string | undefined;
}

async function momentsOf({ id, kind, region }: NodeRecord, session: Session): Promise<readonly Moment[]> {
  const type = Object.keys(shapes).find((name) => shapes[name]?.kind === kind);
  if (type === undefined || !isKind(kind)) return [];
  const scope = scopeOf(session, region);
  const [collector, items] = await Promise.all([collectors[kind](), historyOf(session.clients(region), type, id)]);
  return items.flatMap((item) => (item.capturedAt === null ? [] : [momentOf(item, item.capturedAt, collector, scope)]));
}

function momentOf(item: ConfigItem, capturedAt: number, { facts }: AnyCollector, scope: Scope): Moment {
  const shape = shapes[item.type];
  const isGone = shape === undefined || item.status.startsWith('ResourceDeleted');
  return {
    time: new Date(capturedAt).toISOString(),
    isGone,
    fact(name) {
      try {
        return isGone || facts[name] === undefined ? undefined : JSON.stringify(stored(facts[name](apiView(item, shape), scope), name));
      } catch {
        // Not recorded at that time, or not in a form that is understood.
        return undefined;
      }
    },
  };
}

/** The last of the times at which one of its facts became what it is. */
async function dateOf(
  { evidence }: Result,
  nodeOf: ReadonlyMap<string, NodeRecord>,
  historyOfNode: (node: NodeRecord) => Promise<readonly Moment[]>,
): Promise<Since | null> {
  let latest: Since | null = null;
  for (const { resource, fact, derivation } of evidence) {
    const node = nodeOf.get(resource);
    if (derivation !== null || node === undefined || node.facts[fact] === undefined) return null;
    const since = heldSince(await historyOfNode(node), fact, JSON.stringify(node.facts[fact]));
    if (since === null) return null;
    if (latest === null || since.time > latest.time || (since.time === latest.time && since.exact)) latest = since;
  }
  return latest;
}

/** @param moments newest first */
function heldSince(moments: readonly Moment[], fact: string, value: string): Since | null {
  const change = moments.findIndex((moment) => moment.fact(fact) !== value);
  const first = moments[change === -1 ? moments.length - 1 : change - 1];
  if (first === undefined) return null;
  const before = moments[change];
  return { time: first.time, exact: before !== undefined && (before.isGone || before.fact(fact) !== undefined) };
}
