import type { AnyView } from '../graph/view.ts';
import type { Result } from '../model/report.ts';
import type { Workloads } from '../topology/workloads.ts';
import { type OnCrash, type Outcome, judgeAll } from './evaluate.ts';
import { FindingIdentity } from './identity.ts';
import type { SelectedRule } from './report.ts';
import { fixOf, resultOf } from './result.ts';
import { type RunContext, SubjectContext } from './subject-context.ts';
import { takeBefore, unreadListings } from './unread-listing.ts';

/** What a rule says of one resource, or of a listing that could not be read to its end. A fraction of the size of its result. */
export type Judgement =
  | { readonly selected: SelectedRule; readonly view: AnyView; readonly outcome: Outcome }
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
    for (const { view, outcome } of judgeAll(each.rule, each.params, run, onCrash)) {
      if (isInScope !== undefined && !isInScope(view, workloadsOf)) continue;
      if (unread.length > 0) yield* takeBefore(unread, view.id).map(asJudgement);
      yield { selected: each, view, outcome };
    }
    yield* unread.map(asJudgement);
  }
}

/** The judgements written out, but for what does not apply. */
export function* resultsOf(judgements: Iterable<Judgement>, { run, workloads, onCrash }: Judging): Generator<Result, void, undefined> {
  const identity = new FindingIdentity(run.graph);
  for (const judgement of judgements) {
    if ('unread' in judgement) {
      yield judgement.unread;
      continue;
    }
    const { selected, view, outcome } = judgement;
    const { rule, severity, params } = selected;
    if (outcome.status === 'not-applicable') continue;
    const id = identity.idOf(rule.id, view, outcome.status);
    const fix = outcome.status === 'fail' ? fixOf(rule, new SubjectContext(view, params, run), onCrash) : null;
    yield resultOf(outcome, view, { id, rule: rule.id, severity, workloads: workloads.namesOf(view), fix });
  }
}
