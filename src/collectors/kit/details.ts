import type { Call, Failure } from '../../aws/failure.ts';
import type { Gap } from '../../model/gap.ts';
import { type AnyDetail, MissingFieldError } from './define.ts';
import { type Draft, store } from './draft.ts';
import { failureOf, malformed, stopped, unreadable } from './failure.ts';
import { callOf, type Place, untilStopped } from './place.ts';

/** What a detail gave for one item: its facts, and why the rest of them is not known. */
type Answer = { readonly facts: Readonly<Record<string, unknown>>; readonly gap?: Gap } | 'gone';

export interface DetailReading {
  readonly gaps: readonly Gap[];
  /** Items that ceased to exist after they were listed. */
  readonly gone: ReadonlySet<Draft>;
}

/** Adds the facts of every detail to the drafts. The details are read side by side and stored in the order of declaration. */
export async function readDetails(details: readonly AnyDetail[], drafts: readonly Draft[], place: Place): Promise<DetailReading> {
  const answers = await Promise.all(details.map((detail) => readDetail(detail, drafts, place)));
  const gaps: Gap[] = [];
  const gone = new Set<Draft>();
  for (const [index, detail] of details.entries()) {
    for (const [draft, answer] of answers[index] ?? []) {
      if (answer === 'gone') gone.add(draft);
      else gaps.push(...storeAnswer(draft, detail, answer, callOf(detail.action, place)));
    }
  }
  return { gaps, gone };
}

function storeAnswer(draft: Draft, detail: AnyDetail, answer: Exclude<Answer, 'gone'>, call: Call): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const name of detail.facts) {
    try {
      if (answer.gap !== undefined && !Object.hasOwn(answer.facts, name)) gaps.push((draft.gaps[name] = answer.gap));
      else store(draft, name, answer.facts[name]);
    } catch (error) {
      gaps.push((draft.gaps[name] = unreadable(error, name, call)));
    }
  }
  return gaps;
}

async function readDetail(detail: AnyDetail, drafts: readonly Draft[], place: Place): Promise<ReadonlyMap<Draft, Answer>> {
  const answers = new Map<Draft, Answer>();
  const asked: Draft[] = [];
  for (const draft of drafts) {
    const answer = withoutAsking(detail, draft, callOf(detail.action, place));
    if (answer === null) asked.push(draft);
    else answers.set(draft, answer);
  }
  const batches = Array.from({ length: Math.ceil(asked.length / detail.batch) }, (_, index) =>
    asked.slice(index * detail.batch, (index + 1) * detail.batch),
  );
  for (const batch of await Promise.all(batches.map((drafts) => readBatch(detail, drafts, place)))) {
    for (const [draft, answer] of batch) answers.set(draft, answer);
  }
  return answers;
}

/** The facts of an item that needs no call, or null where it needs one. */
function withoutAsking(detail: AnyDetail, draft: Draft, call: Call): Answer | null {
  try {
    if (detail.when?.(draft.item) ?? true) return null;
    return { facts: detail.otherwise?.(draft.item) ?? {} };
  } catch (error) {
    return { facts: {}, gap: unreadable(error, detail.facts.join(', '), call) };
  }
}

/** A batch that one item spoils (it is gone, or its answer is malformed) is halved until the others are read. */
async function readBatch(detail: AnyDetail, drafts: readonly Draft[], place: Place): Promise<readonly (readonly [Draft, Answer])[]> {
  const call = callOf(detail.action, place);
  try {
    const facts = await untilStopped(place.signal, () => detail.fetch(place.clients, drafts));
    return drafts.map((draft) => [draft, answerFor(facts.get(draft.key), call)]);
  } catch (error) {
    const failure: Failure = place.signal.aborted ? { outcome: 'gap', gap: stopped(call) } : failureOf(error, call);
    const isSpoiltByOne = failure.outcome === 'gone' || error instanceof MissingFieldError;
    if (isSpoiltByOne && drafts.length > 1) {
      const middle = Math.ceil(drafts.length / 2);
      const halves = await Promise.all([readBatch(detail, drafts.slice(0, middle), place), readBatch(detail, drafts.slice(middle), place)]);
      return halves.flat();
    }
    return drafts.map((draft) => [draft, failure.outcome === 'gone' ? 'gone' : refusal(detail, draft, failure.gap)]);
  }
}

function answerFor(facts: Readonly<Record<string, unknown>> | undefined, call: Call): Answer {
  return facts === undefined ? { facts: {}, gap: malformed(`The answer to ${call.action} leaves this resource out.`, call) } : { facts };
}

function refusal(detail: AnyDetail, draft: Draft, gap: Gap): Answer {
  const known = gap.reason === 'denied' ? (detail.foreign?.(draft.item) ?? null) : null;
  return known === null ? { facts: {}, gap } : { facts: known, gap: { ...gap, reason: 'cross-account' } };
}
