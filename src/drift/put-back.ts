import type { NodeRecord, Snapshot } from '../model/snapshot.ts';
import type { Difference } from './changes.ts';
import { isList, isRecord, type Node, valueOf } from './side.ts';

/** A snapshot as it would be without these changes: facts as they were, what was removed there again, what was added gone. */
export function putBack({ header, nodes }: Snapshot, differences: readonly Difference[], renamed: ReadonlyMap<string, string>): Snapshot {
  const edited = new Map<string, NodeRecord | null>();
  for (const { change, before, after } of differences) {
    if (after === null) {
      if (before !== null) edited.set(before.id, withKeys(before, renamed));
    } else if (before === null || change.fact === null) {
      edited.set(after.id, null);
    } else {
      edited.set(after.id, withFact(edited.get(after.id) ?? after, change.fact, valueOf(before, change.fact), renamed));
    }
  }
  const kept = nodes.flatMap((node) => {
    const found = edited.get(node.id);
    edited.delete(node.id);
    return found === null ? [] : [found ?? node];
  });
  const restored = [...edited.values()].filter((node) => node !== null);
  const all = restored.length === 0 ? kept : [...kept, ...restored].sort(byKindAndId);
  return { header: { ...header, nodes: all.length }, nodes: all };
}

function withFact(node: NodeRecord, name: string, value: unknown, renamed: ReadonlyMap<string, string>): NodeRecord {
  const own = translated(value, renamed);
  if (!Object.hasOwn(node.relations, name)) return { ...node, facts: { ...node.facts, [name]: own } };
  return isKeys(own) ? { ...node, relations: { ...node.relations, [name]: own } } : node;
}

/** A resource of BEFORE that leads to what its neighbours are called in AFTER. */
function withKeys(node: Node, renamed: ReadonlyMap<string, string>): NodeRecord {
  const facts = Object.fromEntries(Object.entries(node.facts).map(([name, value]) => [name, translated(value, renamed)]));
  const relations = Object.entries(node.relations).map(([name, value]): [string, typeof value] => {
    const keys = translated(value, renamed);
    return [name, isKeys(keys) ? keys : value];
  });
  return { ...node, facts, relations: Object.fromEntries(relations) };
}

function translated(value: unknown, renamed: ReadonlyMap<string, string>): unknown {
  if (renamed.size === 0) return value;
  if (typeof value === 'string') return renamed.get(value) ?? value;
  if (isList(value)) return value.map((item) => translated(item, renamed));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, translated(item, renamed)])) : value;
}

function isKeys(value: unknown): value is string | readonly string[] | null {
  return value === null || typeof value === 'string' || (isList(value) && value.every((key) => typeof key === 'string'));
}

function byKindAndId(a: NodeRecord, b: NodeRecord): number {
  return a.kind === b.kind ? (a.id < b.id ? -1 : 1) : a.kind < b.kind ? -1 : 1;
}
