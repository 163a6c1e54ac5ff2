/**
 * Writes a synthetic account as a snapshot: the same bytes for the same number of resources.
 *
 *     npx tsx bench/write-snapshot.ts 100000 account.ndjson.gz [--one-region]
 */
import { parseArgs } from 'node:util';
import { writeSynthetic } from './account/write.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'one-region': { type: 'boolean', default: false } } });
const [resources, path] = positionals;
if (path === undefined || !Number.isInteger(Number(resources))) throw new Error('usage: write-snapshot.ts RESOURCES FILE [--one-region]');
const { nodes, bytes } = await writeSynthetic(path, Number(resources), { oneRegion: values['one-region'] });
console.log(`${path}: ${nodes} resources of ${Math.round(bytes / nodes)} bytes each`);
