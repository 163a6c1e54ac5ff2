import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { plainBytes } from '../../src/sources/plain-bytes.ts';
import { textLines } from '../../src/sources/text-lines.ts';
import { pieces } from '../kit/snapshot-bytes.ts';

const bom = Buffer.from([0xef, 0xbb, 0xbf]);

/** The lines with their numbers. */
async function linesOf(content: string | Buffer, pieceBytes = 1 << 16): Promise<readonly string[]> {
  const numbered: string[] = [];
  const chunks = Readable.from(pieces(Buffer.from(content), pieceBytes));
  for await (const { first, lines } of textLines(plainBytes(chunks, 'it'), 'it')) {
    for (const [index, line] of lines.entries()) numbered.push(`${first + index} ${line}`);
  }
  return numbered;
}

const text = 'one\n{"zwölf": "zwei 🦑"}\r\n\nvier';
const lines = ['1 one', '2 {"zwölf": "zwei 🦑"}\r', '3 ', '4 vier'];

describe('lines', () => {
  it.each([1, 2, 3, 5, 7, 11, 1000])(
    'are the same in pieces of %i bytes, zipped or not, with a byte order mark or without',
    async (size) => {
      expect(await linesOf(text, size)).toEqual(lines);
      expect(await linesOf(gzipSync(text), size)).toEqual(lines);
      expect(await linesOf(Buffer.concat([bom, Buffer.from(text)]), size)).toEqual(lines);
      expect(await linesOf(gzipSync(Buffer.concat([bom, Buffer.from(text)])), size)).toEqual(lines);
    },
  );

  it('may be none', async () => {
    expect(await linesOf('')).toEqual([]);
    expect(await linesOf(gzipSync(''))).toEqual([]);
  });

  it('may be shorter than a byte order mark', async () => {
    expect(await linesOf('x')).toEqual(['1 x']);
    expect(await linesOf(gzipSync('x'))).toEqual(['1 x']);
  });

  it('may be zipped in several members', async () => {
    expect(await linesOf(Buffer.concat([gzipSync('a\nb'), gzipSync('c\n')]), 10)).toEqual(['1 a', '2 bc']);
  });

  it.each([3, 1 << 16])('that are no UTF-8 are named exactly, in pieces of %i bytes', async (size) => {
    const bad = Buffer.concat([Buffer.from('good\nalso good\n'), Buffer.from([0x62, 0xff, 0x0a]), Buffer.from('good\n')]);
    await expect(linesOf(bad, size)).rejects.toThrow('it: line 3 is not valid UTF-8');
  });

  it('that end in the middle of a character are cut short', async () => {
    const cut = Buffer.from('good\n🦑').subarray(0, -1);
    await expect(linesOf(cut, 2)).rejects.toThrow('it: line 2 is not valid UTF-8; the file is cut short or damaged');
  });

  it.each([
    ['little-endian, marked', Buffer.from('\ufeff{"a": 1}', 'utf16le')],
    ['big-endian, marked', Buffer.from('\ufeff{"a": 1}', 'utf16le').swap16()],
    ['little-endian', Buffer.from('{"a": 1}', 'utf16le')],
    ['big-endian', Buffer.from('{"a": 1}', 'utf16le').swap16()],
  ])('of UTF-16 (%s) are refused by that name', async (_name, bytes) => {
    await expect(linesOf(bytes)).rejects.toThrow('it is UTF-16; save it as UTF-8');
    await expect(linesOf(bytes, 1)).rejects.toThrow('it is UTF-16; save it as UTF-8');
  });

  it('longer than any of a snapshot are refused before they fill the memory', async () => {
    const piece = Buffer.alloc(1 << 20, 'a');
    let given = 0;
    const endless = (function* () {
      yield Buffer.from('first\n');
      while ((given += 1) < 1000) yield piece;
    })();
    const read = async () => {
      for await (const _batch of textLines(Readable.from(endless), 'it'));
    };
    await expect(read()).rejects.toThrow('it: line 2 is longer than 64 MB; this is no snapshot');
    expect(given).toBeLessThan(100);
  });
});

describe('zipped bytes', () => {
  const zipped = gzipSync(text.repeat(50));

  it('that are cut short anywhere say so', async () => {
    for (const end of [10, 18, 25, Math.floor(zipped.length / 2), zipped.length - 8, zipped.length - 1]) {
      await expect(linesOf(zipped.subarray(0, end), 16), String(end)).rejects.toThrow(/^it is cut short or damaged/);
    }
  });

  it('that are damaged say so', async () => {
    const damaged = Buffer.from(zipped);
    damaged[damaged.length - 6] = (damaged.at(-6) ?? 0) ^ 0xff;
    expect(() => gunzipSync(damaged)).toThrow();
    await expect(linesOf(damaged)).rejects.toThrow(/^it is cut short or damaged/);
  });

  it('whose source breaks off tell the reason of the source', async () => {
    const broken = (async function* () {
      yield zipped.subarray(0, 30);
      throw new Error('the cable was pulled');
    })();
    const read = async () => {
      for await (const _batch of textLines(plainBytes(broken, 'it'), 'it'));
    };
    await expect(read()).rejects.toThrow('the cable was pulled');
  });
});
