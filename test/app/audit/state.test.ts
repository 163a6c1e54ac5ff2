import { describe, expect, it } from 'vitest';
import { keptList, parseKeptList } from '../../../src/app/audit/kept-list.ts';
import { runKeys, stateKey } from '../../../src/app/audit/keys.ts';
import { type AuditState, parseState, stateSchemaId } from '../../../src/app/audit/state.ts';

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const state: AuditState = {
  schema: stateSchemaId,
  run: 'r',
  finishedAt: '2026-11-21T05:00:00.000Z',
  snapshot: 's',
  report: 'h',
  notices: [{ run: 'r', subject: 's', message: 'm', detail: { a: [1] }, resources: [], waiting: ['topic'] }],
};

describe('the state that a run leaves', () => {
  it('is read as it was written', () => {
    expect(parseState(bytes(state))).toEqual(state);
  });

  it.each([
    ['nothing', ''],
    ['half of it', JSON.stringify(state).slice(0, 40)],
    ['null', null],
    ['a list', []],
    ['of another version', { ...state, schema: 'ha-audit/audit-state@2' }],
    ['without notices', { ...state, notices: undefined }],
    ['with a listener nobody knows', { ...state, notices: [{ ...state.notices[0], waiting: ['pager'] }] }],
  ])('is none where it is %s', (_, content) => {
    expect(parseState(bytes(content))).toBeNull();
  });
});

describe('a list that a run leaves', () => {
  const isNumbers = (value: unknown): value is readonly number[] => Array.isArray(value) && value.every((each) => typeof each === 'number');

  it('is empty at first, and what was written afterwards', () => {
    expect(parseKeptList(null, isNumbers)).toEqual([]);
    const isAny = (value: unknown): value is readonly object[] => Array.isArray(value);
    expect(parseKeptList({ body: keptList([{ a: 1 }]), version: '1' }, isAny)).toEqual([{ a: 1 }]);
  });

  it.each([bytes('[1]'), keptList([{ a: 1 }]), new Uint8Array(0), keptList([{ a: 1 }]).subarray(0, 12)])(
    'is none where it is not ours',
    (body) => {
      expect(parseKeptList({ body, version: '1' }, isNumbers)).toBeNull();
    },
  );
});

describe('keys', () => {
  it('are dated by the run, and safe whatever the request is called', () => {
    const keys = runKeys('123456789012', new Date('2026-01-02T03:04:05.678Z'), '../8f2c/1d4e-9999');
    expect(keys.id).toBe('20260102T030405Z-8f2c1d4e');
    expect(keys.key('report.json')).toBe('ha-audit/runs/123456789012/2026/01/02/20260102T030405Z-8f2c1d4e/report.json');
  });

  it('of the state are in no folder that ends', () => {
    expect(stateKey('123456789012')).toBe('ha-audit/state/123456789012/last-run.json');
  });
});
