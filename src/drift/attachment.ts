import type { Report } from '../model/report.ts';
import { keysOf, isList, isRecord, type Node, type Side } from './side.ts';

/** Standing in the same network ties nothing to a workload. */
const loose: ReadonlySet<string> = new Set(['vpc', 'image', 'kmsKey']);

/** Tells a resource that is part of a workload, or tied to a part of one, from one that stands by itself. */
export function attachment(side: Side, { workloads }: Report): (node: Node) => boolean {
  const parts = new Set<string>();
  const tied = new Set<string>();
  for (const { tiers, placement } of workloads) {
    const ids = [...Object.values(tiers).flat(), ...placement.flatMap(({ subnets }) => subnets)];
    for (const node of ids.flatMap((id) => side.byId.get(id) ?? [])) {
      parts.add(node.id).add(node.key);
      for (const key of relatedKeys(node)) tied.add(key);
    }
  }
  return (node) =>
    parts.has(node.id) ||
    tied.has(node.key) ||
    relatedKeys(node).some((key) => parts.has(key)) ||
    textsIn(node.facts).some((text) => parts.has(text));
}

function relatedKeys(node: Node): readonly string[] {
  return Object.keys(node.relations)
    .filter((name) => !loose.has(name))
    .flatMap((name) => keysOf(node, name));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
