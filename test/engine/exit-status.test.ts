import { describe, expect, it } from 'vitest';
import { type ExitPolicy, exitOf, type Tally } from '../../src/engine/exit-status.ts';

const policy: ExitPolicy = { failOn: 'high', requireComplete: false, allowEmpty: false };

function tally({ high = 0, medium = 0, unknown = 0, pass = 1, crashes = 0 }): Tally {
  const fail = high + medium;
  return {
    counts: { pass, fail, unknown, notApplicable: 0, waived: 0, failBySeverity: { critical: 0, high, medium, low: 0 } },
    evaluated: pass + fail,
    crashes,
  };
}

describe('exit status', () => {
  it.each([
    ['clean', {}, {}, 0],
    ['a finding at the threshold', { high: 1 }, {}, 1],
    ['a finding below the threshold', { medium: 1 }, {}, 0],
    ['a lower threshold', { medium: 1 }, { failOn: 'medium' }, 1],
    ['findings that never fail the run', { high: 1 }, { failOn: 'never' }, 0],
    ['nothing evaluated', { pass: 0, unknown: 3 }, {}, 3],
    ['nothing evaluated, and accepted', { pass: 0 }, { allowEmpty: true }, 0],
    ['nothing evaluated is not silenced by never', { pass: 0 }, { failOn: 'never' }, 3],
    ['unknowns alone', { unknown: 1 }, {}, 0],
    ['unknowns where all must be known', { unknown: 1 }, { requireComplete: true }, 3],
    ['incomplete wins over findings', { high: 1, unknown: 1 }, { requireComplete: true }, 3],
    ['a crash wins over everything', { high: 1, unknown: 1, crashes: 1 }, { requireComplete: true, failOn: 'never' }, 4],
  ] as const)('%s', (_name, counts, override, code) => {
    expect(exitOf(tally(counts), { ...policy, ...override }).code).toBe(code);
  });

  it('says why', () => {
    expect(exitOf(tally({ high: 3 }), policy).reason).toBe('3 findings at or above high');
    expect(exitOf(tally({ high: 1 }), policy).reason).toBe('1 finding at or above high');
  });
});
