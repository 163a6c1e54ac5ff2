import { describe, expect, it } from 'vitest';
import { type Selection, selectRules } from '../../src/app/rule-selection.ts';
import { chooseRules } from '../../src/app/scan.ts';
import { rules } from '../../src/generated/rules.ts';
import { containing, having } from '../kit/matching.ts';

const select = (selection: Partial<Selection>) =>
  selectRules({ ruleset: 'standard', include: [], exclude: [], settings: {}, ...selection });
const idsOf = (selection: Partial<Selection>) => select(selection).map(({ rule }) => rule.id);
const setting = { isOff: false, severity: null, params: {} } as const;

describe('the rules of a run', () => {
  it('are those of the rule set, each of which holds the smaller ones', () => {
    const [starter, standard, strict] = (['starter', 'standard', 'strict'] as const).map((ruleset) => idsOf({ ruleset }));
    expect(strict).toEqual(rules.map(({ id }) => id));
    expect(standard).toEqual(expect.arrayContaining(starter ?? []));
    expect(starter?.length).toBeLessThan(standard?.length ?? 0);
  });

  it('are chosen among all by globs, without regard to case', () => {
    expect(idsOf({ ruleset: 'starter', include: ['*'] })).toEqual(rules.map(({ id }) => id));
    expect(idsOf({ include: ['RDS.instance-multi-?z'] })).toEqual(['rds.instance-multi-az']);
    expect(idsOf({ include: ['rds.instance-multi-az', 'rds.cluster-*'] })).toEqual(
      expect.arrayContaining(['rds.cluster-multi-az', 'rds.instance-multi-az']),
    );
  });

  it('lose those that are taken away, by flag or configuration', () => {
    const rds = idsOf({ include: ['rds.*'] });
    expect(idsOf({ include: ['rds.*'], exclude: ['*-multi-az'] })).toEqual(rds.filter((id) => !id.endsWith('-multi-az')));
    expect(idsOf({ include: ['rds.*'], settings: { 'rds.instance-multi-az': { ...setting, isOff: true } } })).toEqual(
      rds.filter((id) => id !== 'rds.instance-multi-az'),
    );
  });

  it('take severity and parameters from the configuration, and the rest from their defaults', () => {
    const settings = { 'rds.instance-multi-az': { isOff: false, severity: 'low', params: { engines: ['postgres'] } } } as const;
    expect(select({ include: ['rds.instance-multi-az'], settings })).toMatchObject([
      { severity: 'low', params: { engines: ['postgres'] } },
    ]);
    const [plain] = select({ include: ['rds.instance-multi-az'] });
    expect(plain?.severity).toBe('critical');
    expect(plain?.params['engines']).toEqual(expect.arrayContaining(['mysql', 'postgres']));
  });

  it.each([
    [{ include: ['rds.instance-mutli-az'] }, '--rules rds.instance-mutli-az matches no rule (did you mean rds.instance-multi-az?)'],
    [{ exclude: ['moon.*'] }, '--skip moon.* matches no rule'],
    [{ include: ['('] }, '--rules ( matches no rule'],
    [{ settings: { 'rds.x': setting } }, 'there is no rule rds.x'],
    [
      { settings: { 'rds.instance-multi-az': { ...setting, params: { engines: 1 } } } },
      'parameters of rds.instance-multi-az: /engines must be array',
    ],
  ])('are refused where a choice means none: %j', (selection, message) => {
    expect(() => select(selection)).toThrow(having({ name: 'InputError', message: containing(message) }));
  });

  it('must be at least one', () => {
    expect(() => chooseRules({ ruleset: 'standard', include: ['rds.*'], exclude: ['rds.*'], settings: {} })).toThrow(
      /^no rule is left to judge by/,
    );
  });
});
