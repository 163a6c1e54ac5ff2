import { headers } from './snapshot-validators.ts';
import type { CoverageEntry } from '../model/coverage.ts';
import { InputError } from '../model/input-error.ts';
import { kindNames } from '../model/kinds.ts';
import { type NodeRecord, type Snapshot, type SnapshotHeader, snapshotSchemaId } from '../model/snapshot.ts';
import { faultOf } from './fault.ts';
import { isObject, type JsonObject, parseJson } from './json-value.ts';
import type { NodeReader } from './node-reader.ts';
import { checkSchema } from './snapshot-schema.ts';
import type { LineBatch } from './text-lines.ts';

/** A document must fit one string of the engine, with room to spare. */
const largestDocument = 256 * 1024 * 1024;

/** The time of facts that don't say when they were seen: the same on every run. */
const noTime = '1970-01-01T00:00:00.000Z';

/**
 * Reads a snapshot that is one JSON document, as fixtures written by hand are.
 *
 * @throws InputError where it is none
 */
export async function readDocument(first: LineBatch, rest: AsyncIterable<LineBatch>, name: string, reader: NodeReader): Promise<Snapshot> {
  const document = parseJson(await textOf(first, rest, name));
  if (!isObject(document))
    throw new InputError(`${name}: line 1 is no snapshot header, and the file is no JSON document either; it is no snapshot, or cut short`);
  checkSchema(document, name);
  const { nodes } = document;
  if (!Array.isArray(nodes)) throw new InputError(`${name}: the snapshot has no list of nodes`);
  for (const [index, node] of nodes.entries()) reader.add(isObject(node) ? completed(node) : node, () => `nodes[${index}]`);
  const records = reader.sorted();
  return { header: headerOf(document, records, name), nodes: records };
}

export async function textOf(first: LineBatch, rest: AsyncIterable<LineBatch>, name: string): Promise<string> {
  const parts = [first.lines.join('\n')];
  let size = parts[0]?.length ?? 0;
  for await (const { lines } of rest) {
    const part = lines.join('\n');
    parts.push(part);
    size += part.length + 1;
    if (size > largestDocument) throw new InputError(`${name} is one JSON document of more than 256 MB; save it as NDJSON`);
  }
  return parts.join('\n');
}

/** Nodes may leave out what they don't speak of: it was not collected. */
function completed(node: JsonObject): JsonObject {
  return { key: node['id'], name: null, facts: {}, relations: {}, gaps: {}, ...node };
}

/** Documents may leave out what can be told from their nodes. */
function headerOf({ nodes: _nodes, ...document }: JsonObject, nodes: readonly NodeRecord[], name: string): SnapshotHeader {
  const header: JsonObject = {
    schema: snapshotSchemaId,
    tool: { name: 'ha-audit', version: '0.0.0' },
    source: 'document',
    startedAt: document['finishedAt'] ?? noTime,
    finishedAt: noTime,
    partition: nodes[0]?.id.split(':')[1] ?? 'aws',
    accounts: distinct(nodes.map(({ account }) => account)),
    regions: distinct(nodes.map(({ region }) => region)),
    unreadRegions: null,
    ...document,
    nodes: nodes.length,
  };
  const { coverage = [], ...others } = header;
  const whole: unknown = { ...others, coverage: coverage === 'complete' ? [] : coverage };
  if (!headers.accepts(whole)) throw notAHeader(document, whole, name);
  return coverage === 'complete' ? { ...whole, coverage: completeCoverage(whole, nodes) } : whole;
}

/** Speaks of what is written in the document rather than of what was taken from it. */
function notAHeader(document: JsonObject, whole: unknown, name: string): InputError {
  const errors = headers.errorsOf(whole);
  const own = errors.filter(({ instancePath }) => Object.hasOwn(document, instancePath.split('/')[1] ?? ''));
  return new InputError(`${name}: ${faultOf([...own, ...errors])}`);
}

function completeCoverage({ accounts, regions }: SnapshotHeader, nodes: readonly NodeRecord[]): readonly CoverageEntry[] {
  const counts = new Map<string, number>();
  const placed = ({ kind, account, region }: Pick<NodeRecord, 'kind' | 'account' | 'region'>) => `${kind}|${account}|${region}`;
  for (const node of nodes) counts.set(placed(node), (counts.get(placed(node)) ?? 0) + 1);
  const entry = (kind: string, account: string, region: string): CoverageEntry => {
    const items = counts.get(placed({ kind, account, region })) ?? 0;
    return { kind, account, region, status: 'complete', items, gaps: [], listed: true };
  };
  return accounts.flatMap((account) => regions.flatMap((region) => kindNames.map((kind) => entry(kind, account, region))));
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
