import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlain, plainText } from '../../src/output/plain-text.ts';
import { safeJson } from '../../src/output/safe-json.ts';
import { displayWidth, wrapText } from '../../src/output/wrap.ts';

/** Any text, with what terminals obey more often than chance has it. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u001b[31m',
        '\u001b]8;;https://evil.example\u0007',
        '\u009b2J',
        '\u202e',
        '\u2066',
        '\u200f',
        '\r\n',
        '\u2028',
        '\ud800',
        '\u{e0041}',
        ' ',
      ),
    ),
  )
  .map((parts) => parts.join(''));

describe('plain text', () => {
  it('holds nothing that can not be seen, whatever it is given', () => {
    fc.assert(fc.property(hostile, (text) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(plainText(text))));
  });

  it('is plain', () => {
    fc.assert(fc.property(hostile, (text) => isPlain(plainText(text))));
  });

  it('leaves what can be seen', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => plainText(text) === text));
    expect(plainText('Datenbank für Köln 数据库 ♜')).toBe('Datenbank für Köln 数据库 ♜');
  });

  it('takes escape sequences away with their parameters, and turns line breaks into spaces', () => {
    expect(plainText('a\u001b[31mb\u001b]0;title\u0007c\r\nd\u202ee')).toBe('abc de');
  });
});

describe('safe JSON', () => {
  it('parses to the value it was given', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.jsonValue()), (value) => {
        expect(JSON.parse(safeJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is one line without anything a terminal obeys', () => {
    fc.assert(fc.property(hostile, (text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(safeJson({ [text]: text }))));
  });
});

describe('wrapped text', () => {
  const width = fc.integer({ min: 2, max: 60 });

  it('has no line wider than asked', () => {
    fc.assert(
      fc.property(hostile.map(plainText), width, (text, columns) => wrapText(text, columns).every((line) => displayWidth(line) <= columns)),
    );
  });

  it('loses nothing but spaces', () => {
    const withoutSpaces = (text: string) => text.replaceAll(' ', '');
    fc.assert(
      fc.property(
        hostile.map(plainText),
        width,
        (text, columns) => withoutSpaces(wrapText(text, columns).join('')) === withoutSpaces(text),
      ),
    );
  });

  it('breaks between words, and long words after punctuation', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapText('an extraordinarily-long-name', 18)).toEqual(['an', 'extraordinarily-', 'long-name']);
  });

  it('counts wide characters as two columns', () => {
    expect(wrapText('数据库数据库', 6)).toEqual(['数据库', '数据库']);
  });
});
