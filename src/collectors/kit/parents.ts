import type { Gap } from '../../model/gap.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Collected, CollectedNodes } from './define.ts';
import type { Draft } from './draft.ts';

/** The nodes that were read before, as a collector's `requests` sees them. */
export interface ParentView {
  readonly nodes: CollectedNodes;
  /** Facts and relations that were looked at and are not known: what hangs on them is not read. */
  readonly missed: ReadonlyMap<Draft, Gap>;
}

export function viewParents(draftsOf: (kind: Kind) => readonly Draft[]): ParentView {
  const missed = new Map<Draft, Gap>();
  const nodes: CollectedNodes = (kind) =>
    draftsOf(kind).flatMap((draft) => {
      const view = Object.keys(draft.gaps).length === 0 ? draft : watched(draft, (gap) => missed.set(draft, gap));
      return isOfKind(view, kind) ? [view] : [];
    });
  return { nodes, missed };
}

/** Facts come from the collector of the same kind, which is typed by that kind. */
function isOfKind<K extends Kind>(draft: Omit<Draft, 'gaps' | 'item'>, kind: K): draft is Omit<Draft, 'gaps' | 'item'> & Collected<K> {
  return draft.kind === kind;
}

/** The draft, telling when something is looked up that is a gap. */
function watched({ kind, id, key, name, facts, relations, gaps }: Draft, onMiss: (gap: Gap) => void): Omit<Draft, 'gaps' | 'item'> {
  return { kind, id, key, name, facts: withGaps(facts, gaps, onMiss), relations: withGaps(relations, gaps, onMiss) };
}

function withGaps<T extends object>(known: T, gaps: Readonly<Record<string, Gap>>, onMiss: (gap: Gap) => void): T {
  const copy = { ...known };
  for (const [name, gap] of Object.entries(gaps)) {
    if (Object.hasOwn(copy, name)) continue;
    const get = (): undefined => {
      onMiss(gap);
      return undefined;
    };
    Object.defineProperty(copy, name, { enumerable: false, get });
  }
  return copy;
}
