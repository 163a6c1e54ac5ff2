import { describe, expect, it } from 'vitest';
import { terminal } from '../../src/cli/terminal.ts';

const shown = (environment: NodeJS.ProcessEnv, { isTTY = true, columns = 120, wantsColor = true } = {}) =>
  terminal({ isTTY, columns }, wantsColor, environment);

describe('colour', () => {
  it.each([
    [true, {}, {}],
    [false, {}, { isTTY: false }],
    [false, {}, { wantsColor: false }],
    [false, { NO_COLOR: '1' }, {}],
    [true, { NO_COLOR: '' }, {}],
    [false, { CI: 'true' }, {}],
    [false, { TERM: 'dumb' }, {}],
    [true, { FORCE_COLOR: '1', CI: 'true' }, { isTTY: false }],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, {}],
    [false, { FORCE_COLOR: '1' }, { wantsColor: false }],
    [false, { FORCE_COLOR: '0' }, { isTTY: false }],
  ])('is %s with %j and %j', (color, environment, stream) => {
    expect(shown(environment, stream).color).toBe(color);
  });
});

describe('the width', () => {
  it.each([
    [120, {}],
    [60, { columns: 20 }],
    [100, { columns: 0 }],
    [100, { isTTY: false, columns: 300 }],
  ])('is %i for %j', (width, stream) => {
    expect(shown({}, stream).width).toBe(width);
  });
});
