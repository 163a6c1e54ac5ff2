import { headers } from './snapshot-validators.ts';
import { InputError } from '../model/input-error.ts';
import type { Snapshot, SnapshotHeader } from '../model/snapshot.ts';
import { faultOf } from './fault.ts';
import { isObject, type JsonObject, parseJson } from './json-value.ts';
import { NodeReader } from './node-reader.ts';
import { plainBytes } from './plain-bytes.ts';
import { readDocument } from './snapshot-document.ts';
import { checkSchema } from './snapshot-schema.ts';
import { type LineBatch, textLines } from './text-lines.ts';

/**
 * Reads a snapshot: NDJSON, or one JSON document `{ schema, …, nodes }` as written by hand; gzipped or not.
 *
 * @param name what the user called the source, for messages
 * @param kinds kinds to keep; null for all
 * @throws InputError naming the line where the input is cut short, of a newer schema, damaged or no snapshot
 */
export async function readSnapshot(
  chunks: AsyncIterable<Buffer>,
  name: string,
  kinds: ReadonlySet<string> | null = null,
): Promise<Snapshot> {
  const batches = textLines(plainBytes(chunks, name), name);
  const first = await batches.next();
  if (first.done === true) throw new InputError(`${name} is empty; expected a snapshot, as \`ha-audit snapshot\` writes it`);
  const reader = new NodeReader(name, kinds);
  const start = parseJson(first.value.lines[0] ?? '');
  if (!isObject(start) || Array.isArray(start['nodes'])) return readDocument(first.value, batches, name, reader);
  const header = headerOf(start, name);
  addLines(first.value, 1, reader, name);
  for await (const batch of batches) addLines(batch, 0, reader, name);
  checkCount(header.nodes, reader.seen, name);
  return { header, nodes: reader.sorted() };
}

function addLines({ first, lines }: LineBatch, from: number, reader: NodeReader, name: string): void {
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '' || line === '\r') continue;
    const value = parseJson(line);
    if (value === undefined) throw new InputError(`${name}: line ${first + index} is not valid JSON; the file is cut short or damaged`);
    reader.add(value, () => `line ${first + index}`);
  }
}

function headerOf(value: JsonObject, name: string): SnapshotHeader {
  checkSchema(value, name);
  if (headers.accepts(value)) return value;
  throw new InputError(`${name}: line 1 is not a whole snapshot header: ${faultOf(headers.errorsOf(value))}`);
}

function checkCount(promised: number, found: number, name: string): void {
  if (found === promised) return;
  const what = found < promised ? 'is cut short' : 'holds more than it should';
  throw new InputError(`${name} ${what}: line 1 promises ${promised} resources, and ${found} follow`);
}
