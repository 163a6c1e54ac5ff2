import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sh } from '../../src/engine/shell.ts';
import { gapSignal } from '../../src/graph/signal.ts';
import { gap } from '../kit/world.ts';

describe('shell commands in fixes', () => {
  it('leaves plain words alone and quotes the others', () => {
    expect(sh`aws x --name ${'ha-web'} --tag ${"it's $HOME; rm -rf"}`).toBe(String.raw`aws x --name ha-web --tag 'it'\''s $HOME; rm -rf'`);
  });

  it('leaves a placeholder for what is not known', () => {
    expect(
      sh`aws x --key ${() => {
        throw gapSignal([gap('denied')]);
      }} --n ${2}`,
    ).toBe('aws x --key UNKNOWN --n 2');
  });

  it('is read back by a shell as the very same word', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(word, (text) => {
        expect(execFileSync('sh', ['-c', sh`printf %s ${text}`], { encoding: 'utf8' })).toBe(text);
      }),
      { numRuns: 50 },
    );
  });
});
