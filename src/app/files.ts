import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { InputError } from '../model/input-error.ts';

const chunkBytes = 1 << 16;

/** The bytes of a file, or of standard input for `-`. */
export async function* readChunks(path: string): AsyncGenerator<Buffer, void, undefined> {
  try {
    if (path !== '-' && (await stat(path)).isDirectory()) throw new InputError(`${path} is a folder; --from expects a snapshot file`);
    const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: chunkBytes });
    for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`cannot read ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * Writes a file whole or not at all: a half-written report or snapshot is worse than none.
 *
 * @throws InputError where the place cannot be written
 */
export async function writeWhole(path: string, chunks: Iterable<string>, { mode = 0o666, gzip = false } = {}): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(draft, 'wx', mode);
    const source = Readable.from(joined(chunks));
    const target = file.createWriteStream();
    await (gzip ? pipeline(source, createGzip(), target) : pipeline(source, target));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new InputError(`cannot write ${path}: ${reasonOf(error)}`, { cause: error });
  }
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

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? (reasons[String(error.code)] ?? error.message) : error.message;
}
