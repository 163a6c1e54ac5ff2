import type { Kind } from '../../model/kinds.ts';
import type { AnyCollector } from './define.ts';

/** The collectors of a run by kind: those asked for and, as far as there are any, those whose nodes they look at. */
export function planned(collectors: readonly AnyCollector[], kinds: ReadonlySet<Kind> | null): ReadonlyMap<Kind, AnyCollector> {
  const known = new Map(collectors.map((collector) => [collector.kind, collector]));
  if (known.size !== collectors.length) throw new Error('two collectors read the same kind');
  const plan = new Map<Kind, AnyCollector>();
  const visit = (kind: Kind, path: readonly Kind[]): void => {
    if (path.includes(kind)) throw new Error(`collectors wait for each other: ${[...path, kind].join(' after ')}`);
    const collector = known.get(kind);
    if (collector === undefined || plan.has(kind)) return;
    for (const parent of collector.list.after ?? []) visit(parent, [...path, kind]);
    plan.set(kind, collector);
  };
  for (const kind of kinds ?? known.keys()) visit(kind, []);
  return plan;
}
