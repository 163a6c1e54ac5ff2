import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { joined } from '../../src/app/files.ts';
import { snapshotLines } from '../../src/app/snapshot-lines.ts';
import { syntheticAccount } from './account.ts';

/** Writes a synthetic account as `.ndjson.gz`, a few kilobytes at a time, and tells what it wrote. */
export async function writeSynthetic(
  path: string,
  resources: number,
  options: { readonly oneRegion?: boolean } = {},
): Promise<{ readonly nodes: number; readonly bytes: number }> {
  const { header, nodes } = syntheticAccount(resources, options);
  let bytes = 0;
  function* counted(): Generator<Buffer, void, undefined> {
    for (const chunk of joined(snapshotLines({ header, nodes }))) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  await pipeline(Readable.from(counted()), createGzip(), createWriteStream(path));
  return { nodes: header.nodes, bytes };
}
