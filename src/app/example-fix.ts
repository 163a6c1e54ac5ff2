import { defaultParams } from '../engine/params.ts';
import type { Rule } from '../engine/rule.ts';
import { SubjectContext } from '../engine/subject-context.ts';
import { Graph } from '../graph/graph.ts';
import type { KindDeclaration } from '../model/declare.ts';
import { type Kind, kinds } from '../model/kinds.ts';
import type { Fix } from '../model/report.ts';
import { type NodeRecord, type SnapshotHeader, snapshotSchemaId } from '../model/snapshot.ts';
import { deriveTopology } from '../topology/topology.ts';

const noTime = '1970-01-01T00:00:00.000Z';
const header: SnapshotHeader = {
  schema: snapshotSchemaId,
  tool: { name: 'ha-audit', version: '0.0.0' },
  source: 'example',
  startedAt: noTime,
  finishedAt: noTime,
  partition: 'aws',
  accounts: ['ACCOUNT'],
  regions: ['REGION'],
  unreadRegions: null,
  coverage: [],
  nodes: 1,
};

/** The fix of a resource that nobody has, in which capitals stand for its own values; null where it depends on more than those. */
export function exampleFix(rule: Rule): Fix | null {
  if (rule.fix === null) return null;
  const graph = new Graph(header, [exampleNode(rule.subject)], { actionsOf: () => [] });
  const [view] = graph.known(rule.subject);
  if (view === undefined) return null;
  const run = { graph, topology: deriveTopology(graph), asOf: 0, declaredBootSecondsOf: () => null };
  try {
    return {
      cli: null,
      terraform: null,
      cloudformation: null,
      effect: null,
      ...rule.fix(new SubjectContext(view, defaultParams(rule), run)),
    };
  } catch {
    // It looks at other resources, or at values that no placeholder can stand for.
    return null;
  }
}

function exampleNode(kind: Kind): NodeRecord {
  const declaration: KindDeclaration = kinds[kind];
  const { arn, identifiedBy, facts, relations } = declaration;
  const key = identifiedBy === 'name' ? 'NAME' : 'ID';
  return {
    kind,
    id: `arn:aws:${arn[0]}:REGION:ACCOUNT:${arn[1]}/${key}`,
    key,
    name: identifiedBy === 'name' ? key : null,
    account: 'ACCOUNT',
    region: 'REGION',
    facts: Object.fromEntries(Object.entries(facts).map(([name, schema]) => [name, exampleOf(schema, placeholder(name))])),
    relations: Object.fromEntries(
      Object.entries(relations).map(([name, { arity }]) => [name, arity === 'many' ? [placeholder(name)] : placeholder(name)]),
    ),
    gaps: {},
  };
}

function exampleOf(schema: { readonly [keyword: string]: unknown }, word: string): unknown {
  const { type, enum: words, anyOf, properties, items } = schema;
  if (Array.isArray(anyOf)) return anyOf.filter(isSchema).map((alternative) => exampleOf(alternative, word))[0];
  if (Array.isArray(words)) return words[0];
  if (type === 'array') return isSchema(items) ? [exampleOf(items, word)] : [];
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(isSchema(properties) ? properties : {}).map(([name, part]) => [
        name,
        isSchema(part) ? exampleOf(part, placeholder(name)) : null,
      ]),
    );
  if (type === 'number' || type === 'integer') return 1;
  return type === 'boolean' ? false : word;
}

function isSchema(value: unknown): value is { readonly [keyword: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

/** `launchTemplate` -> `LAUNCH-TEMPLATE`. */
function placeholder(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, '-$&').toUpperCase();
}
