import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../model/input-error.ts';
import { isClosedPipe } from './closed-pipe.ts';
import { systemCodeOf, reasonOf } from './file-errors.ts';
import { joined } from './files.ts';

/**
 * Writes to standard output. A reader that has seen enough is no error.
 *
 * @throws InputError where it cannot be written, such as on a full disk
 */
export async function writeStandardOutput(chunks: Iterable<string>, signal?: AbortSignal): Promise<void> {
  try {
    await pipeline(Readable.from(joined(chunks)), process.stdout, { end: false, signal });
  } catch (error) {
    signal?.throwIfAborted();
    if (isClosedPipe(error)) return;
    if (systemCodeOf(error) === null) throw error;
    throw new InputError(`cannot write standard output: ${reasonOf(error)}`, { cause: error });
  }
}
