import { describe, expect, it } from 'vitest';
import { selectRules } from '../../src/app/rule-selection.ts';
import { judgeAccount } from '../kit/whole-account.ts';
import { stacks } from './stack/options.ts';
import { soundStack } from './stack/stack.ts';

const standard = selectRules({ ruleset: 'standard', include: [], exclude: [], settings: {} });

describe.each(Object.entries(stacks))('%s', (_name, options) => {
  const results = [...judgeAccount(soundStack(options), { rules: standard }).results];
  const told = (status: string) =>
    results
      .filter((result) => result.status === status)
      .map(({ rule, resource, message }) => `${rule} ${resource.name ?? resource.id}: ${message}`);

  it('fails nothing', () => {
    expect(told('fail')).toEqual([]);
  });

  it('leaves nothing unknown', () => {
    expect(told('unknown')).toEqual([]);
  });

  it('is judged', () => {
    expect(told('pass').length).toBeGreaterThan(50);
  });
});
