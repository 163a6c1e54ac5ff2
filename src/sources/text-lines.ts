import { isUtf8 } from 'node:buffer';
import { createGunzip } from 'node:zlib';
import { InputError } from '../model/input-error.ts';

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** A line longer than this is not a snapshot's: the largest real node is well below 1 MB. */
const longestLineBytes = 64 * 1024 * 1024;

const newline = 0x0a;

/** The lines of a UTF-8 file, gzipped or not, without holding the file in memory. */
export async function* textLines(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<readonly Line[], void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  let isFirst = true;
  const linesIn = (block: Buffer): readonly Line[] => {
    if (!isUtf8(block)) throw new InputError(`${name}: line ${number + 1} or one soon after it is not valid UTF-8; the file is damaged or no snapshot`);
    return block
      .toString('utf8')
      .split('\n')
      .map((text) => ({ number: ++number, text: text.endsWith('\r') ? text.slice(0, -1) : text }));
  };
  for await (const chunk of unzipped(chunks, name)) {
    let block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (isFirst && block.length > 0) {
      block = withoutByteOrderMark(block, name);
      isFirst = false;
    }
    const end = block.lastIndexOf(newline);
    if (end >= 0) yield linesIn(block.subarray(0, end));
    rest = block.subarray(end + 1);
    if (rest.length > longestLineBytes) throw new InputError(`${name}: line ${number + 1} is longer than 64 MB; this is no snapshot`);
  }
  if (rest.length > 0) yield linesIn(rest);
}

async function* unzipped(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer, void, undefined> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) return;
  const all = resumed(first.value, iterator);
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* all;
    return;
  }
  try {
    const gunzip = createGunzip();
    const feeding = feed(all, gunzip);
    feeding.catch((error: unknown) => gunzip.destroy(error instanceof Error ? error : new Error(String(error))));
    for await (const chunk of gunzip) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    await feeding;
  } catch (error) {
    if (error instanceof InputError || !isZlibError(error)) throw error;
    throw new InputError(`${name} is cut short or damaged: ${error.message}`, { cause: error });
  }
}

async function feed(chunks: AsyncIterable<Buffer>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  for await (const chunk of chunks) {
    if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once('drain', resolve));
  }
  gunzip.end();
}

async function* resumed(first: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  for (let next: IteratorResult<Buffer> = { done: false, value: first }; next.done !== true; next = await iterator.next()) yield next.value;
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function withoutByteOrderMark(block: Buffer, name: string): Buffer {
  const [a, b, c] = block;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) throw new InputError(`${name} is UTF-16; save it as UTF-8`);
  return a === 0xef && b === 0xbb && c === 0xbf ? block.subarray(3) : block;
}
