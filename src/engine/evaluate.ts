import { isGapSignal } from '../graph/signal.ts';
import type { AnyView } from '../graph/view.ts';
import type { Gap } from '../model/gap.ts';
import type { Rule } from './rule.ts';
import { type RunContext, SubjectContext } from './subject-context.ts';
import type { Verdict } from './verdict.ts';

export type Params = Readonly<Record<string, unknown>>;

export type Outcome = Verdict | { readonly status: 'not-applicable' };

/** Told of every crash inside a rule: the verdict is `unknown`, the run is an internal error. */
export type OnCrash = (rule: string, resource: string, error: unknown) => void;

const notApplicable: Outcome = { status: 'not-applicable' };

/** Judges one subject. Never throws: what is not known and what crashes are verdicts. */
export function judge(rule: Rule, context: SubjectContext, onCrash: OnCrash): Outcome {
  try {
    return rule.appliesTo(context) ? rule.check(context) : notApplicable;
  } catch (thrown) {
    if (isGapSignal(thrown)) return { status: 'unknown', gaps: thrown.gaps, evidence: [], related: [] };
    onCrash(rule.id, context.view.id, thrown);
    return { status: 'unknown', gaps: [crash(context.view, thrown)], evidence: [], related: [] };
  }
}

/** Judges every subject of a rule, in the order of their ids. */
export function* judgeAll(
  rule: Rule,
  params: Params,
  run: RunContext,
  onCrash: OnCrash,
): Generator<{ readonly view: AnyView; readonly outcome: Outcome }, void, undefined> {
  let context: SubjectContext | null = null;
  for (const view of run.graph.known(rule.subject)) {
    context ??= new SubjectContext(view, params, run);
    context.view = view;
    yield { view, outcome: judge(rule, context, onCrash) };
  }
}

function crash({ account, region }: AnyView, thrown: unknown): Gap {
  const detail = thrown instanceof Error ? `the rule crashed: ${thrown.name}: ${thrown.message}` : 'the rule crashed';
  return { reason: 'crashed', action: null, account, region, detail };
}
