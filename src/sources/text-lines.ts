import { isUtf8 } from 'node:buffer';
import { InputError } from '../model/input-error.ts';

/** Lines that follow each other. */
export interface LineBatch {
  /** Number of the first one, from 1. */
  readonly first: number;
  /** Without their newline; a carriage return before it is kept. */
  readonly lines: readonly string[];
}

/** A line longer than this is not a snapshot's: the largest real resource is well below 1 MB. */
const longestLineBytes = 64 * 1024 * 1024;

const newline = 0x0a;

/**
 * The lines of a UTF-8 text, in batches, without holding more than the longest line in memory.
 *
 * @param name what the user called the source, for messages
 * @throws InputError naming the line that is too long or no UTF-8
 */
export async function* textLines(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<LineBatch, void, undefined> {
  let first = 1;
  let rest: Buffer[] = [];
  let restBytes = 0;
  const batchOf = (bytes: Buffer): LineBatch => {
    if (!isUtf8(bytes))
      throw new InputError(`${name}: line ${first + badLine(bytes)} is not valid UTF-8; the file is cut short or damaged`);
    const batch = { first, lines: bytes.toString('utf8').split('\n') };
    first += batch.lines.length;
    return batch;
  };
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(newline);
    if (end >= 0) {
      yield batchOf(Buffer.concat([...rest, chunk.subarray(0, end)]));
      rest = [];
      restBytes = 0;
    }
    rest.push(chunk.subarray(end + 1));
    restBytes += chunk.length - end - 1;
    if (restBytes > longestLineBytes) throw new InputError(`${name}: line ${first} is longer than 64 MB; this is no snapshot`);
  }
  if (restBytes > 0) yield batchOf(Buffer.concat(rest));
}

/** Index of the first line that is not valid UTF-8. */
function badLine(bytes: Buffer): number {
  let index = 0;
  for (let start = 0; start <= bytes.length; index += 1) {
    const end = bytes.indexOf(newline, start);
    if (!isUtf8(bytes.subarray(start, end < 0 ? bytes.length : end))) break;
    if (end < 0) break;
    start = end + 1;
  }
  return index;
}
