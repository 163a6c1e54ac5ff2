import { InputError } from '../model/input-error.ts';
import { snapshotValidators } from '../generated/validate-snapshot.js';
import type { CoverageEntry } from '../model/coverage.ts';
import { kindNames } from '../model/kinds.ts';
import { type NodeRecord, type SnapshotHeader, snapshotSchemaId } from '../model/snapshot.ts';
import { NodeReader } from './node-reader.ts';
import { type Line, textLines } from './text-lines.ts';

export interface SnapshotFile {
  readonly header: SnapshotHeader;
  readonly nodes: readonly NodeRecord[];
}

/** A single JSON document must fit one string of the engine with room to spare. */
const largestDocument = 256 * 1024 * 1024;

/**
 * Reads a snapshot: NDJSON, or one JSON document `{ schema, …, nodes }` as written by hand; gzipped or not.
 *
 * @param name what the user called the source, for messages
 * @throws InputError naming the line where the input is cut short, of a newer schema, damaged or no snapshot
 */
export async function readSnapshotFile(chunks: AsyncIterable<Buffer>, name: string, isWanted: (kind: string) => boolean = () => true): Promise<SnapshotFile> {
  const batches = textLines(chunks, name);
  const first = await firstLine(batches);
  if (first === null) throw new InputError(`${name} is empty; expected a snapshot written by \`ha-audit snapshot\``);
  const start = parseOrNull(first.lines[0]?.text ?? '');
  if (!isObject(start) || Array.isArray(start['nodes'])) return readDocument(first.lines, batches, name);
  const header = headerOf(start, name);
  const reader = new NodeReader(name, isWanted);
  let found = 0;
  const read = (lines: readonly Line[]) => {
    for (const { text, number } of lines) {
      if (text === '') continue;
      reader.add(parseLine(text, number, name), `line ${number}`);
      found += 1;
    }
  };
  read(first.lines.slice(1));
  for await (const lines of batches) read(lines);
  if (found !== header.nodes) throw new InputError(`${name} is cut short: its first line promises ${header.nodes} resources, ${found} followed`);
  return { header, nodes: reader.sorted() };
}

type Batches = AsyncGenerator<readonly Line[], void, undefined>;

async function firstLine(batches: Batches): Promise<{ readonly lines: readonly Line[] } | null> {
  const next = await batches.next();
  return next.done === true ? null : { lines: next.value };
}

function parseOrNull(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}

function parseLine(text: string, number: number, name: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    throw new InputError(`${name}: line ${number} is not valid JSON; the file is cut short or damaged`, { cause: error });
  }
}

async function readDocument(first: readonly Line[], batches: Batches, name: string): Promise<SnapshotFile> {
  const parts = first.map(({ text }) => text);
  let size = parts.reduce((sum, part) => sum + part.length, 0);
  for await (const lines of batches) {
    for (const { text } of lines) {
      parts.push(text);
      size += text.length;
    }
    if (size > largestDocument) throw new InputError(`${name} is one JSON document of more than 256 MB; save it as NDJSON, one resource a line`);
  }
  const document = parseOrNull(parts.join('\n'));
  if (!isObject(document)) throw new InputError(`${name} is no snapshot: line 1 is not a snapshot header and the file is not a JSON document`);
  const nodes = document['nodes'];
  if (!Array.isArray(nodes)) throw new InputError(`${name} is no snapshot: it has no "schema": "${snapshotSchemaId}" and no list of nodes`);
  const reader = new NodeReader(name, () => true);
  for (const [index, node] of nodes.entries()) reader.add(isObject(node) ? completed(node) : node, `nodes[${index}]`);
  const records = reader.sorted();
  return { header: documentHeader(document, records, name), nodes: records };
}

function headerOf(value: Readonly<Record<string, unknown>>, name: string): SnapshotHeader {
  checkSchema(value, name);
  if (!snapshotValidators.header(value)) throw new InputError(`${name}: line 1 is not a complete snapshot header; the file is cut short or damaged`);
  return value;
}

/** Hand-written nodes may leave out what they don't speak of: it was not collected. */
function completed(node: Readonly<Record<string, unknown>>): unknown {
  return { key: node['id'], name: null, facts: {}, relations: {}, gaps: {}, ...node };
}

/** Hand-written documents may leave out what can be told from their nodes. */
function documentHeader(document: Readonly<Record<string, unknown>>, nodes: readonly NodeRecord[], name: string): SnapshotHeader {
  checkSchema(document, name);
  const accounts = textsOr(document['accounts'], nodes.map(({ account }) => account));
  const regions = textsOr(document['regions'], nodes.map(({ region }) => region));
  const at = textOr(document['finishedAt'], '1970-01-01T00:00:00.000Z');
  const { coverage } = document;
  const header = {
    schema: snapshotSchemaId,
    tool: { name: 'ha-audit', version: '0.0.0' },
    source: textOr(document['source'], 'document'),
    startedAt: textOr(document['startedAt'], at),
    finishedAt: at,
    partition: textOr(document['partition'], nodes[0]?.id.split(':')[1] ?? 'aws'),
    accounts,
    regions,
    unreadRegions: null,
    coverage: coverage === 'complete' ? completeCoverage(accounts, regions, nodes) : (coverage ?? []),
    nodes: nodes.length,
  };
  if (snapshotValidators.header(header)) return header;
  const [error] = snapshotValidators.header.errors ?? [];
  throw new InputError(`${name}: ${error?.instancePath ?? ''} ${error?.message ?? 'is malformed'}`);
}

function completeCoverage(accounts: readonly string[], regions: readonly string[], nodes: readonly NodeRecord[]): readonly CoverageEntry[] {
  const counts = new Map<string, number>();
  const keyOf = (kind: string, account: string, region: string) => `${kind}|${account}|${region}`;
  for (const { kind, account, region } of nodes) counts.set(keyOf(kind, account, region), (counts.get(keyOf(kind, account, region)) ?? 0) + 1);
  return accounts.flatMap((account) =>
    regions.flatMap((region) =>
      kindNames.map((kind) => ({ kind, account, region, status: 'complete' as const, items: counts.get(keyOf(kind, account, region)) ?? 0, gaps: [], listed: true })),
    ),
  );
}

function checkSchema({ schema }: Readonly<Record<string, unknown>>, name: string): void {
  if (schema === snapshotSchemaId) return;
  if (typeof schema !== 'string' || !schema.startsWith('ha-audit/snapshot@')) {
    throw new InputError(`${name} is no snapshot: expected "schema": "${snapshotSchemaId}" on line 1`);
  }
  throw new InputError(`${name} is a snapshot of schema ${schema}, this version reads ${snapshotSchemaId}; use the ha-audit that wrote it, or a newer one`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

function textsOr(value: unknown, fallback: readonly string[]): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [...new Set(fallback)].sort();
}
