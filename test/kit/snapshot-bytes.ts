import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { snapshotLines } from '../../src/app/snapshot-lines.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { readSnapshot } from '../../src/sources/snapshot.ts';
import { emptyFolder } from './run-cli.ts';

export function textOf(snapshot: Snapshot): string {
  return [...snapshotLines(snapshot)].join('');
}

/** A snapshot file of its own folder; gzipped where its name says so. */
export function savedAs(name: string, content: Snapshot | string | Buffer): string {
  const path = join(emptyFolder(), name);
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(typeof content === 'string' ? content : textOf(content));
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(bytes) : bytes);
  return path;
}

/** Reads bytes as if they came in pieces of a size. */
export async function readBytes(
  content: string | Buffer,
  pieceBytes = 1 << 16,
  kinds: ReadonlySet<string> | null = null,
): Promise<Snapshot> {
  return readSnapshot(Readable.from(pieces(Buffer.from(content), pieceBytes)), 'it', kinds);
}

export function* pieces(bytes: Buffer, pieceBytes: number): Generator<Buffer, void, undefined> {
  for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
}
