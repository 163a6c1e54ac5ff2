import { expect, it } from 'vitest';
import { outcomeOf } from '../../src/cli/outcome.ts';
import { exitCodes } from '../../src/model/terms.ts';

const unwritten = [new Error('cannot write a'), new Error('cannot write b')];

it('a scan ends as it was judged', () => {
  for (const code of exitCodes) expect(outcomeOf({ code, reason: 'so' }, [])).toEqual({ code, reason: 'so' });
});

it.each([0, 1, 3] as const)('what could not be written weighs more than %i', (code) => {
  expect(outcomeOf({ code, reason: 'so' }, unwritten)).toEqual({ code: 2, reason: 'cannot write a; cannot write b; judged: so' });
});

it('a crash weighs more than what could not be written', () => {
  expect(outcomeOf({ code: 4, reason: 'a crash' }, unwritten)).toEqual({ code: 4, reason: 'a crash; cannot write a; cannot write b' });
});
