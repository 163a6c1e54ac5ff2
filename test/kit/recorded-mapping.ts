import type { AnyCollector } from '../../src/collectors/kit/define.ts';
import type { Draft } from '../../src/collectors/kit/draft.ts';
import { mapPage, misfits } from './mapping.ts';
import { recordedAnswers } from './recorded.ts';

export interface RecordedMapping {
  readonly items: number;
  readonly drafts: readonly Draft[];
  /** Why an item could not be named, and how often. */
  readonly unnamed: Readonly<Record<string, number>>;
  /** Fact, reason and detail of each gap, and how often. */
  readonly gaps: Readonly<Record<string, number>>;
  /** Facts and relations of a shape that the kind does not declare. */
  readonly misfits: readonly string[];
  /** Gaps that blame a field which is there. */
  readonly unfounded: readonly string[];
}

/** Runs a mapping over every recorded item of an operation. */
export function mapRecorded(collector: AnyCollector, service: string, operation: string, input?: unknown): RecordedMapping {
  const unnamed: Record<string, number> = {};
  const gaps: Record<string, number> = {};
  const drafts: Draft[] = [];
  const unfounded: string[] = [];
  let items = 0;
  for (const { name, page } of recordedAnswers(service, operation)) {
    for (const item of collector.list.items(page, input) ?? []) {
      items += 1;
      try {
        const mapped = mapPage({ ...collector, list: { ...collector.list, items: () => [item] } }, page);
        drafts.push(...mapped);
        unfounded.push(...mapped.flatMap(unfoundedGaps).map((gap) => `${name}: ${gap}`));
      } catch (error) {
        count(unnamed, String(error));
      }
    }
  }
  for (const draft of drafts)
    for (const [fact, { reason, detail }] of Object.entries(draft.gaps)) count(gaps, `${fact}: ${reason}, ${detail}`);
  return { items, drafts, unnamed, gaps, misfits: drafts.flatMap((draft) => misfits(draft)), unfounded };
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

/** A field that is blamed must be nowhere in the item, under its last name at least. */
function unfoundedGaps({ item, gaps }: Draft): readonly string[] {
  const text = JSON.stringify(item);
  return Object.values(gaps).flatMap(({ detail }) => {
    const field = /^AWS sent no (?:\w+\.)*(\w+)\.$/.exec(detail)?.[1];
    return field === undefined || text.includes(`"${field}":`) ? detail : [];
  });
}
