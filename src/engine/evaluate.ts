import { isGapSignal } from '../graph/signal.ts';
import type { AnyView } from '../graph/view.ts';
import type { Gap } from '../model/gap.ts';
import type { Fix } from '../model/report.ts';
import type { Rule } from './rule.ts';
import { type RunContext, SubjectContext } from './subject-context.ts';
import type { Verdict } from './verdict.ts';

export type Params = Readonly<Record<string, unknown>>;

export type Outcome = Verdict | { readonly status: 'not-applicable' };

/** What a rule says of one resource; the fix only where it fails. */
export interface Judged {
  readonly view: AnyView;
  readonly outcome: Outcome;
  readonly fix: Fix | null;
}

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

/** Judges every subject of a rule, or those given, in the order of their ids. */
export function* judgeAll(
  rule: Rule,
  params: Params,
  run: RunContext,
  onCrash: OnCrash,
  subjects: Iterable<AnyView> = run.graph.known(rule.subject),
): Generator<Judged, void, undefined> {
  let context: SubjectContext | null = null;
  for (const view of subjects) {
    context ??= new SubjectContext(view, params, run);
    context.view = view;
    const outcome = judge(rule, context, onCrash);
    yield { view, outcome, fix: outcome.status === 'fail' ? fixOf(rule, context, onCrash) : null };
  }
}

/** A gap inside a fix costs the fix, never the verdict. */
function fixOf(rule: Rule, context: SubjectContext, onCrash: OnCrash): Fix | null {
  if (rule.fix === null) return null;
  try {
    return { cli: null, terraform: null, cloudformation: null, effect: null, ...rule.fix(context) };
  } catch (thrown) {
    if (!isGapSignal(thrown)) onCrash(rule.id, context.view.id, thrown);
    return null;
  }
}

function crash({ account, region }: AnyView, thrown: unknown): Gap {
  const detail = thrown instanceof Error ? `the rule crashed: ${thrown.name}: ${thrown.message}` : 'the rule crashed';
  return { reason: 'crashed', action: null, account, region, detail };
}
