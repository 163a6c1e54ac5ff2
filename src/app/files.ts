import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { InputError } from '../model/input-error.ts';
import { systemCodeOf, reasonOf } from './file-errors.ts';

const chunkBytes = 1 << 16;

/**
 * The bytes of a file, or of standard input for `-`.
 *
 * @throws InputError where it cannot be read; the reason of the signal where it is aborted
 */
export async function* readChunks(path: string, signal?: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  if (path === '-' && process.stdin.isTTY)
    throw new InputError('standard input is a terminal; redirect a snapshot into it, or name a file');
  try {
    if (path !== '-' && (await stat(path)).isDirectory()) throw new InputError(`${path} is a folder; a snapshot is a file`);
    const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: chunkBytes });
    // Standard input may say nothing for ever.
    if (signal !== undefined) addAbortSignal(signal, stream);
    for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
  } catch (error) {
    signal?.throwIfAborted();
    if (systemCodeOf(error) === null) throw error;
    throw new InputError(`cannot read ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

export interface WriteOptions {
  /** Permissions of a new file. */
  readonly mode?: number;
  readonly gzip?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a file whole or not at all: a half-written report or snapshot is worse than none. Devices and pipes are written as they are.
 *
 * @throws InputError where the place cannot be written; the reason of the signal where it is aborted
 */
export async function writeWhole(
  path: string,
  chunks: Iterable<string>,
  { mode = 0o666, gzip = false, signal }: WriteOptions = {},
): Promise<void> {
  try {
    const target = await targetOf(path);
    const draft = target.isReplaceable ? `${target.path}.${randomUUID()}.tmp` : target.path;
    try {
      const file = await open(draft, target.isReplaceable ? 'wx' : 'w', mode);
      const [source, sink] = [Readable.from(joined(chunks)), file.createWriteStream()];
      await (gzip ? pipeline(source, createGzip(), sink, { signal }) : pipeline(source, sink, { signal }));
      if (target.isReplaceable) await rename(draft, target.path);
    } catch (error) {
      if (target.isReplaceable) await rm(draft, { force: true });
      throw error;
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (systemCodeOf(error) === null) throw error;
    throw new InputError(`cannot write ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * Fails early where a file could not be written at the end of a long run.
 *
 * @throws InputError
 */
export async function assertWritable(path: string): Promise<void> {
  if (path === '-') throw new InputError('a snapshot needs a file; - is none');
  try {
    const target = await targetOf(path);
    if (target.isReplaceable) await access(dirname(target.path), constants.W_OK);
  } catch (error) {
    if (systemCodeOf(error) === null) throw error;
    throw new InputError(`cannot write ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Whether two paths lead to one file, whatever they are called. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => realpath(path).catch(() => path)));
  return a === b;
}

interface Target {
  /** Absolute, with every symbolic link followed. */
  readonly path: string;
  /** False for devices and pipes, which a rename would destroy. */
  readonly isReplaceable: boolean;
}

async function targetOf(path: string): Promise<Target> {
  const found = await stat(path).catch((error: unknown) => {
    if (systemCodeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return { path: join(await realpath(dirname(resolve(path))), basename(path)), isReplaceable: true };
  if (found.isDirectory()) throw new InputError(`cannot write ${path}: it is a folder`);
  await access(path, constants.W_OK);
  return found.isFile() ? { path: await realpath(path), isReplaceable: true } : { path, isReplaceable: false };
}

/** Small chunks joined to larger ones: a stream costs more per chunk than per byte. */
export function* joined(chunks: Iterable<string>): Generator<Buffer, void, undefined> {
  let parts: string[] = [];
  let size = 0;
  for (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size < chunkBytes) continue;
    yield Buffer.from(parts.join(''));
    parts = [];
    size = 0;
  }
  if (parts.length > 0) yield Buffer.from(parts.join(''));
}
