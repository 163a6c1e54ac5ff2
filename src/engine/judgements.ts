import type { AnyView } from '../graph/view.ts';
import type { Result } from '../model/report.ts';
import type { Workloads } from '../topology/workloads.ts';
import { type Judged, judgeAll, type OnCrash } from './evaluate.ts';
import { FindingIdentity } from './identity.ts';
import type { SelectedRule } from './report.ts';
import { resultOf } from './result.ts';
import type { RunContext } from './subject-context.ts';
import { takeBefore, unreadListings } from './unread-listing.ts';

/** What a rule says of one resource, or of a listing that could not be read to its end. A fraction of the size of its result. */
export type Judgement =
  | { readonly selected: SelectedRule; readonly judged: Judged }
  | { readonly selected: SelectedRule; readonly unread: Result };

export interface Judging {
  readonly run: RunContext;
  readonly workloads: Workloads;
  readonly isInScope?: ((view: AnyView, workloadsOf: (view: AnyView) => readonly string[]) => boolean) | undefined;
  readonly onCrash: OnCrash;
}

/** By rule, in the order given, and within a rule by resource id. */
export function* judgementsOf(
  selected: readonly SelectedRule[],
  { run, workloads, isInScope, onCrash }: Judging,
): Generator<Judgement, void, undefined> {
  const workloadsOf = (view: AnyView) => workloads.namesOf(view);
  for (const each of selected) {
    const unread = unreadListings(each.rule, each.severity, run.graph);
    const asJudgement = (result: Result) => ({ selected: each, unread: result });
    for (const judged of judgeAll(each.rule, each.params, run, onCrash)) {
      const { view } = judged;
      if (isInScope !== undefined && !isInScope(view, workloadsOf)) continue;
      if (unread.length > 0) yield* takeBefore(unread, view.id).map(asJudgement);
      yield { selected: each, judged };
    }
    yield* unread.map(asJudgement);
  }
}

/** The judgements written out, but for what does not apply. */
export function* resultsOf(judgements: Iterable<Judgement>, { run, workloads }: Judging): Generator<Result, void, undefined> {
  const identity = new FindingIdentity(run.graph);
  for (const judgement of judgements) {
    if ('unread' in judgement) {
      yield judgement.unread;
      continue;
    }
    const { selected, judged } = judgement;
    const { view, outcome, fix } = judged;
    if (outcome.status === 'not-applicable') continue;
    const id = identity.idOf(selected.rule.id, view, outcome.status);
    yield resultOf(outcome, view, selected, { id, workloads: workloads.namesOf(view), fix });
  }
}
