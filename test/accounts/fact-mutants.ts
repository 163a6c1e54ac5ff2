import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';

/** A sound account in which one fact, relation or resource is another. */
export interface Mutant {
  /** `rds.instance.multiAz: true -> false`. */
  readonly what: string;
  readonly world: Snapshot;
}

/** Every one-fault mutant of an account, for one of each set of resources that differ in their zone only. */
export function* factMutants(sound: Snapshot): Generator<Mutant, void, undefined> {
  const seen = new Set<string>();
  for (const [index, node] of sound.nodes.entries()) {
    const twin = `${node.kind} ${node.key.replaceAll(/[-/]?[abc]\b/g, '')}`;
    if (seen.has(twin)) continue;
    seen.add(twin);
    const world = (changed: NodeRecord) => ({ ...sound, nodes: sound.nodes.with(index, changed) });
    for (const [name, fact] of Object.entries(node.facts)) {
      for (const { path, was, is, value } of changes(fact)) {
        yield { what: `${node.kind}.${name}${path}: ${was} -> ${is}`, world: world({ ...node, facts: { ...node.facts, [name]: value } }) };
      }
    }
    for (const [name, keys] of Object.entries(node.relations)) {
      if (typeof keys === 'string') {
        yield {
          what: `${node.kind}.${name}: leads nowhere`,
          world: world({ ...node, relations: { ...node.relations, [name]: 'gone-0' } }),
        };
      } else if (keys !== null && keys.length > 0) {
        yield { what: `${node.kind}.${name}: some -> none`, world: world({ ...node, relations: { ...node.relations, [name]: [] } }) };
      }
    }
    yield { what: `${node.kind}: gone`, world: { ...sound, nodes: sound.nodes.toSpliced(index, 1) } };
  }
}

interface Change {
  readonly path: string;
  readonly was: string;
  readonly is: string;
  readonly value: unknown;
}

/** What a value could be instead. Of a list, its first element stands for all. */
function* changes(value: unknown): Generator<Change, void, undefined> {
  const change = (is: string, changed: unknown, was = JSON.stringify(value)): Change => ({ path: '', was, is, value: changed });
  if (typeof value === 'boolean') yield change(String(!value), !value);
  else if (typeof value === 'number') yield* [change('0', 0, 'a number'), change('a hundred times that', value * 100, 'a number')];
  else if (typeof value === 'string') yield change('never seen', 'never-seen', 'a text');
  else if (isList(value)) {
    if (value.length === 0) return;
    yield change('none', [], 'some');
    yield* within('[]', value[0], (changed) => [changed, ...value.slice(1)]);
  } else if (isRecord(value)) {
    for (const name of Object.keys(value)) yield* within(`.${name}`, value[name], (changed) => ({ ...value, [name]: changed }));
  }
}

function* within(step: string, inner: unknown, put: (changed: unknown) => unknown): Generator<Change, void, undefined> {
  for (const { path, was, is, value } of changes(inner)) yield { path: `${step}${path}`, was, is, value: put(value) };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
