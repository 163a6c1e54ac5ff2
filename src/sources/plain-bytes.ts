import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { InputError } from '../model/input-error.ts';

/** Enough bytes to tell gzip, byte order marks and UTF-16 by; the pieces of a pipe may be smaller. */
const telling = 4;

/**
 * The bytes of a UTF-8 text: unzipped where they are gzipped, without a byte order mark.
 *
 * @param name what the user called the source, for messages
 * @throws InputError where it is UTF-16, or damaged on the way
 */
export async function* plainBytes(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer, void, undefined> {
  let isFirst = true;
  for await (const chunk of unzipped(withFullStart(chunks), name)) {
    yield isFirst ? withoutByteOrderMark(chunk, name) : chunk;
    isFirst = false;
  }
}

/** The same bytes, the first piece long enough to tell what they are. */
async function* withFullStart(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let start: Buffer | null = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (start === null) {
      yield chunk;
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < telling) continue;
    yield start;
    start = null;
  }
  if (start !== null && start.length > 0) yield start;
}

async function* unzipped(chunks: AsyncGenerator<Buffer, void, undefined>, name: string): AsyncGenerator<Buffer, void, undefined> {
  const first = await chunks.next();
  if (first.done === true) return;
  const all = resumed(first.value, chunks);
  if (first.value[0] === 0x1f && first.value[1] === 0x8b) yield* withFullStart(gunzipped(all, name));
  else yield* all;
}

async function* gunzipped(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer, void, undefined> {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  // What goes wrong in it is thrown where the bytes are read.
  pipeline(chunks, gunzip).catch(() => {});
  try {
    for await (const chunk of gunzip) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw new InputError(`${name} is cut short or damaged: ${error.message}`, { cause: error });
  }
}

async function* resumed(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  yield first;
  yield* rest;
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function withoutByteOrderMark(start: Buffer, name: string): Buffer {
  const [a, b, c] = start;
  const isMarked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  const isWide = start.length >= 2 && (a === 0) !== (b === 0);
  if (isMarked || isWide) throw new InputError(`${name} is UTF-16; save it as UTF-8`);
  return a === 0xef && b === 0xbb && c === 0xbf ? start.subarray(3) : start;
}
