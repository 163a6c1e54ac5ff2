import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { assertWritable, readChunks, writeWhole } from '../../src/app/files.ts';
import { emptyFolder } from '../kit/run-cli.ts';

let folder: string;
beforeEach(() => {
  folder = emptyFolder();
});

const path = () => join(folder, 'report.json');

describe('a file', () => {
  it('is written whole, also zipped', async () => {
    const chunks = Array.from({ length: 5000 }, (_, index) => `line ${index} ✓\n`);
    await writeWhole(path(), chunks);
    await writeWhole(join(folder, 'zipped'), chunks, { gzip: true });
    expect(readFileSync(path(), 'utf8')).toBe(chunks.join(''));
    expect(gunzipSync(readFileSync(join(folder, 'zipped'))).toString()).toBe(chunks.join(''));
    expect(readdirSync(folder).sort()).toEqual(['report.json', 'zipped']);
  });

  it('is for its owner alone where it is meant to be, also in the place of one for everybody', async () => {
    writeFileSync(path(), 'old', { mode: 0o666 });
    await writeWhole(path(), ['new'], { mode: 0o600 });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(readFileSync(path(), 'utf8')).toBe('new');
  });

  it('stays what it was where its text breaks off, and leaves nothing beside it', async () => {
    writeFileSync(path(), 'old');
    const broken = function* () {
      yield 'x'.repeat(1 << 20);
      throw new Error('no more');
    };
    await expect(writeWhole(path(), broken())).rejects.toThrow('no more');
    expect([readFileSync(path(), 'utf8'), readdirSync(folder)]).toEqual(['old', ['report.json']]);
  });

  it('stays what it was where the writing is stopped', async () => {
    writeFileSync(path(), 'old');
    const stop = new AbortController();
    const long = function* () {
      for (let index = 0; index < 1000; index += 1) {
        if (index === 20) stop.abort(new Error('stopped'));
        yield 'x'.repeat(1 << 17);
      }
    };
    await expect(writeWhole(path(), long(), { signal: stop.signal })).rejects.toThrow('stopped');
    expect([readFileSync(path(), 'utf8'), readdirSync(folder)]).toEqual(['old', ['report.json']]);
  });

  it('is written where a link leads', async () => {
    mkdirSync(join(folder, 'far'));
    writeFileSync(join(folder, 'far/target'), 'old');
    symlinkSync(join(folder, 'far/target'), path());
    await writeWhole(path(), ['new']);
    expect(readFileSync(join(folder, 'far/target'), 'utf8')).toBe('new');
    expect(readdirSync(join(folder, 'far'))).toEqual(['target']);
  });

  it('may be a device or a pipe, which stays one', async () => {
    await writeWhole('/dev/null', ['x']);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', [pipe]);
    const [read] = await Promise.all([readAll(pipe), writeWhole(pipe, ['through'])]);
    expect([read, statSync(pipe).isFIFO()]).toEqual(['through', true]);
  });

  it.each([
    ['no/such/folder/x', 'there is no such file or folder'],
    ['.', 'it is a folder'],
    ['file/x', 'a part of the path is no folder'],
    ['x'.repeat(300), 'the name is too long'],
  ])('that cannot be written is told at once: %s', async (name, reason) => {
    writeFileSync(join(folder, 'file'), '');
    const place = join(folder, name);
    const failure = { name: 'InputError', message: `cannot write ${place}: ${reason}` };
    await expect(writeWhole(place, ['x'])).rejects.toMatchObject(failure);
    await expect(assertWritable(place)).rejects.toMatchObject(failure);
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it.runIf(process.getuid?.() !== 0)('that is read-only stays as it is', async () => {
    writeFileSync(path(), 'old');
    chmodSync(path(), 0o400);
    await expect(writeWhole(path(), ['new'])).rejects.toThrow('permission denied');
    await expect(assertWritable(path())).rejects.toThrow('permission denied');
  });

  it('that can be written is not touched by asking', async () => {
    await assertWritable(path());
    expect(existsSync(path())).toBe(false);
  });
});

describe('reading', () => {
  it.each([
    ['missing', 'there is no such file or folder'],
    ['file/x', 'a part of the path is no folder'],
  ])('%s says why it is not possible', async (name, reason) => {
    writeFileSync(join(folder, 'file'), '');
    await expect(readAll(join(folder, name))).rejects.toMatchObject({
      name: 'InputError',
      message: `cannot read ${join(folder, name)}: ${reason}`,
    });
  });

  it('a folder is refused', async () => {
    await expect(readAll(folder)).rejects.toMatchObject({ name: 'InputError', message: `${folder} is a folder; a snapshot is a file` });
  });

  it('ends where it is stopped', async () => {
    writeFileSync(path(), 'x'.repeat(1 << 20));
    const stop = new AbortController();
    const chunks = readChunks(path(), stop.signal);
    await chunks.next();
    stop.abort(new Error('stopped'));
    await expect(chunks.next()).rejects.toThrow('stopped');
  });
});

async function readAll(file: string): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of readChunks(file)) parts.push(chunk);
  return Buffer.concat(parts).toString();
}
