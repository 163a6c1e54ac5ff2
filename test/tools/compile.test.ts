import { describe, expect, it } from 'vitest';
import { factsValidators } from '../../src/generated/validate-facts.js';
import { compile } from '../../tools/gen/compile.ts';
import { simplify } from '../../tools/gen/json-schema.ts';

const facts = factsValidators['rds.instance'];

function badFacts(value: object): readonly string[] {
  return facts(value) ? [] : (facts.errors ?? []).map(({ instancePath }) => instancePath);
}

interface Compiled {
  (value: unknown): boolean;
  readonly errors?: unknown;
}

/** The function that the compiled module exports as `table.one`. */
function validatorIn(module: unknown): Compiled {
  if (!isTable(module)) throw new TypeError('the module exports no table');
  return module.table.one;
}

function isTable(module: unknown): module is { readonly table: { readonly one: Compiled } } {
  return typeof module === 'object' && module !== null && 'table' in module;
}

function importText(code: string): Promise<unknown> {
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

describe('compiled validators', () => {
  it('accept what is partly known, and facts of a newer version', () => {
    expect(badFacts({})).toEqual([]);
    expect(badFacts({ engine: 'mysql', multiAz: true, zoneName: null, factOfTomorrow: 1 })).toEqual([]);
  });

  it('name every bad fact, not the first one', () => {
    expect(badFacts({ engine: 3, multiAz: 'yes', zoneName: 7, tags: { Env: 1 } })).toEqual([
      '/engine',
      '/multiAz',
      '/zoneName',
      '/tags/Env',
    ]);
  });

  it('refuse null where a fact is never absent', () => {
    expect(badFacts({ engine: null })).toEqual(['/engine']);
  });

  it('hold their formats, and need nothing at run time', async () => {
    const schema = { type: 'object', properties: { at: { type: 'string', format: 'date-time' }, day: { type: 'string', format: 'date' } } };
    const code = await compile('table', new Map([['one', schema]]), 'sentence');
    expect(code).not.toMatch(/\brequire\(|\bimport\b/);
    const accepts = validatorIn(await importText(code));
    expect(accepts({ at: '2026-01-31T10:00:00.5Z', day: '2026-01-31' })).toBe(true);
    expect(accepts({ at: '2026-01-32T10:00:00Z' })).toBe(false);
    expect(accepts({ at: 'yesterday' })).toBe(false);
    expect(accepts({ day: '31.1.2026' })).toBe(false);
  });
});

describe('errors', () => {
  it('say where, and with a sentence also what', async () => {
    const schemas = new Map([['one', { type: 'object', properties: { a: { type: 'string' } }, required: ['b'] }]]);
    const place = validatorIn(await importText(await compile('table', schemas, 'place')));
    place({ a: 1 });
    expect(place.errors).toEqual([{ instancePath: '' }, { instancePath: '/a' }]);
    const sentence = validatorIn(await importText(await compile('table', schemas, 'sentence')));
    sentence({ a: 1, b: 1 });
    expect(sentence.errors).toEqual([{ instancePath: '/a', keyword: 'type', params: { type: 'string' }, message: 'must be string' }]);
  });
});

describe('simplified schemas', () => {
  it('say `or null` and literals in one schema', () => {
    expect(simplify({ anyOf: [{ type: 'string' }, { type: 'null' }], description: 'x' })).toEqual({
      type: ['string', 'null'],
      description: 'x',
    });
    expect(simplify({ anyOf: [{ const: 1 }, { const: 2 }] })).toEqual({ enum: [1, 2] });
    expect(simplify({ anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] })).toEqual({
      type: ['string', 'null'],
      enum: ['a', null],
    });
  });

  it('leave every other union alone', () => {
    const schema = { anyOf: [{ type: 'string' }, { type: 'number' }] };
    expect(simplify(schema)).toEqual(schema);
  });
});
