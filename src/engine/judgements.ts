import type { Place } from '../graph/graph.ts';
import type { AnyView } from '../graph/view.ts';
import { type Result, severities as ordered, type Severity } from '../model/report.ts';
import type { Workloads } from '../topology/workloads.ts';
import type { Causes } from './causes.ts';
import { type Judged, judgeAll, type OnCrash } from './evaluate.ts';
import { FindingIdentity } from './identity.ts';
import type { SelectedRule } from './report.ts';
import { resultOf } from './result.ts';
import type { Severities } from './severities.ts';
import type { RunContext } from './subject-context.ts';
import { takeBefore, unreadListings } from './unread-listing.ts';

/** What a rule says of one resource, or of a listing that could not be read to its end. A fraction of the size of its result. */
export type Judgement =
  | { readonly selected: SelectedRule; readonly severity: Severity; readonly judged: Judged }
  | { readonly selected: SelectedRule; readonly severity: Severity; readonly unread: Result };

export interface Judging {
  /** Complete once every judgement was made. */
  readonly causes: Causes;
  readonly run: RunContext;
  readonly workloads: Workloads;
  readonly severities: Severities;
  readonly isInScope?: ((view: AnyView, workloadsOf: (view: AnyView) => readonly string[]) => boolean) | undefined;
  readonly isPlaceInScope?: ((place: Place) => boolean) | undefined;
  readonly onCrash: OnCrash;
}

/** By the severity that counts, by rule, and within a rule by resource id. Every resource is judged once by every rule. */
export function* judgementsOf(selected: readonly SelectedRule[], judging: Judging): Generator<Judgement, void, undefined> {
  const rules = [...selected].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
  const levels = new Map(rules.map((each) => [each, judging.severities.levelsOf(each)]));
  for (const severity of ordered) {
    for (const each of rules) if (levels.get(each)?.has(severity) === true) yield* judgementsAt(each, severity, judging);
  }
}

const everywhere = () => true;

function* judgementsAt(selected: SelectedRule, severity: Severity, judging: Judging): Generator<Judgement, void, undefined> {
  const { run, workloads, severities, isInScope, isPlaceInScope = everywhere, onCrash } = judging;
  const { rule, params } = selected;
  const workloadsOf = (view: AnyView) => workloads.namesOf(view);
  // What could not be listed may stand in production.
  const unread =
    severity === selected.severity ? unreadListings(rule, severity, run.graph).filter(({ resource }) => isPlaceInScope(resource)) : [];
  const asJudgement = (result: Result) => ({ selected, severity, unread: result });
  for (const judged of judgeAll(rule, params, run, onCrash, severities.subjectsAt(selected, severity))) {
    const { view } = judged;
    if (!isPlaceInScope(view) || isInScope?.(view, workloadsOf) === false) continue;
    if (unread.length > 0) yield* takeBefore(unread, view.id).map(asJudgement);
    yield { selected, severity, judged };
  }
  yield* unread.map(asJudgement);
}

/** The judgements written out, but for what does not apply. */
export function* resultsOf(
  judgements: Iterable<Judgement>,
  { causes, run, workloads, severities }: Judging,
): Generator<Result, void, undefined> {
  const identity = new FindingIdentity(run.graph);
  for (const judgement of judgements) {
    if ('unread' in judgement) {
      yield judgement.unread;
      continue;
    }
    const { selected, severity, judged } = judgement;
    const { view, outcome, fix } = judged;
    if (outcome.status === 'not-applicable') continue;
    const follows = outcome.status === 'fail' ? causes.of(selected.rule, view.id, outcome.related) : null;
    const id = identity.idOf(selected.rule.id, view, outcome.status);
    yield resultOf(outcome, view, selected, {
      id,
      workloads: workloads.namesOf(view),
      fix,
      follows,
      ...severities.said(view, selected, severity),
    });
  }
}
