import { type TSchema, Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/generated/rules.ts';
import { configurationSchema } from '../../src/model/configuration.ts';
import { kinds } from '../../src/model/kinds.ts';
import { nodeRecordSchema, snapshotHeaderSchema } from '../../src/model/snapshot.ts';
import { formats } from '../../src/model/validation/formats.ts';
import { isSchema, simplify } from '../../src/model/validation/json-schema.ts';
import { validator } from '../../src/model/validation/validator.ts';

/** What ajv says of values, but for the path into the schema, the `or null` of types, and the limits of whole numbers that are none. */
function judge(schema: TSchema): (value: unknown) => readonly object[] {
  const simple = simplify(schema);
  if (!isSchema(simple)) throw new TypeError('a schema is an object');
  const validate = new Ajv({ allErrors: true, useDefaults: true, strict: false, formats }).compile(simple);
  return (value) => {
    validate(structuredClone(value));
    const errors = validate.errors ?? [];
    const broken = new Set(errors.filter(({ params }) => params['type'] === 'integer').map(({ instancePath }) => instancePath));
    const told = errors.filter(({ instancePath, keyword }) => keyword === 'type' || !broken.has(instancePath));
    return told.map(({ instancePath, keyword, params, message }) => {
      if (keyword !== 'type') return { instancePath, keyword, params, message };
      const [type] = [params['type']].flat().map(String);
      return { instancePath, keyword, params: { type }, message: `must be ${String(type)}` };
    });
  };
}

const oddTexts = [
  '',
  'a',
  'off',
  'on',
  'all',
  'fail',
  'complete',
  'denied',
  '443',
  '2026-01-31',
  '2026-01-31T10:00:00Z',
  '2026-13-31T10:00:00Z',
];
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1, 1.5, 100, 1e9, [], {}, [null], { a: 'b' }, ...oddTexts),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Values that are mostly what the schema says, so that what is wrong stands deep inside, too. */
function nearly(schema: unknown): fc.Arbitrary<unknown> {
  return isSchema(schema) ? fc.oneof({ weight: 15, arbitrary: exactly(schema) }, { weight: 1, arbitrary: anything }) : anything;
}

function exactly(schema: object): fc.Arbitrary<unknown> {
  const { type, properties, items, anyOf, additionalProperties, ...words }: Readonly<Record<string, unknown>> = { ...schema };
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map(nearly));
  if (Array.isArray(words['enum'])) return fc.constantFrom(...listOf(words['enum']));
  if ('const' in words) return fc.constant(words['const']);
  if (Array.isArray(type)) return fc.oneof(...type.map((each: unknown) => exactly({ ...schema, type: each })));
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: -5, max: 120 });
    case 'number':
      return fc.oneof(fc.integer({ min: -5, max: 120 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case 'string':
      return fc.oneof(fc.constantFrom(...oddTexts), fc.string(), fc.string({ unit: 'binary' }));
    case 'array':
      return fc.array(nearly(items), { maxLength: 3 });
    case 'object':
      return fc
        .tuple(
          fc.dictionary(
            fc.constantFrom('extra', 'a/b~c', '__proto__'),
            isSchema(additionalProperties) ? nearly(additionalProperties) : anything,
            { maxKeys: 1 },
          ),
          fc.record(
            Object.fromEntries(Object.entries(isSchema(properties) ? properties : {}).map(([name, each]) => [name, nearly(each)])),
            {
              requiredKeys: [],
            },
          ),
        )
        .map(([extra, own]): unknown => ({ ...(additionalProperties === false && Object.keys(own).length > 1 ? {} : extra), ...own }));
    default:
      return anything;
  }
}

function listOf(value: readonly unknown[]): readonly unknown[] {
  return value;
}

function agreesWithAjv(schema: TSchema, numRuns: number): void {
  const { accepts, errorsOf } = validator(schema);
  const expected = judge(schema);
  fc.assert(
    fc.property(nearly(simplify(schema)), (value) => {
      const errors = expected(value);
      expect(errorsOf(value)).toEqual(errors);
      expect(accepts(value)).toBe(errors.length === 0);
    }),
    { numRuns },
  );
}

function distinct(schemas: readonly TSchema[]): readonly TSchema[] {
  return [...new Map(schemas.map((schema): [string, TSchema] => [JSON.stringify(schema), schema])).values()];
}

describe('validators say what ajv says', () => {
  it('of the facts of every kind', () => {
    const facts = Object.values(kinds).flatMap(({ facts: declared }): readonly TSchema[] => Object.values<TSchema>(declared));
    for (const schema of distinct(facts)) agreesWithAjv(schema, 50);
  });

  it('of the parameters of every rule', () => {
    for (const schema of distinct(rules.map(({ params }) => params))) agreesWithAjv(schema, 100);
  });

  it.each([
    ['the configuration', configurationSchema],
    ['the header of a snapshot', snapshotHeaderSchema],
    ['a resource', nodeRecordSchema],
  ])('of %s', (_name, schema) => {
    agreesWithAjv(schema, 1000);
  });
});

describe('validators', () => {
  it('hold formats', () => {
    const { accepts } = validator(
      Type.Object({ at: Type.Optional(Type.String({ format: 'date-time' })), day: Type.Optional(Type.String({ format: 'date' })) }),
    );
    expect(accepts({ at: '2026-01-31T10:00:00.5Z', day: '2026-01-31' })).toBe(true);
    expect(accepts({ at: '2026-01-32T10:00:00Z' })).toBe(false);
    expect(accepts({ at: 'yesterday' })).toBe(false);
    expect(accepts({ day: '31.1.2026' })).toBe(false);
  });

  it('tell every error, with a pointer to the place', () => {
    const { errorsOf } = validator(Type.Object({ a: Type.String(), b: Type.Record(Type.String(), Type.Number()) }));
    expect(errorsOf({ a: 1, b: { 'x/y': 'z' } })).toEqual([
      { instancePath: '/a', keyword: 'type', params: { type: 'string' }, message: 'must be string' },
      { instancePath: '/b/x~1y', keyword: 'type', params: { type: 'number' }, message: 'must be number' },
    ]);
  });

  it('do not miss what has a default, and write nothing into the value', () => {
    const { accepts } = validator(Type.Object({ a: Type.Number({ default: 1 }) }));
    const value = {};
    expect(accepts(value)).toBe(true);
    expect(value).toEqual({});
  });

  it('are refused for schemas that ask for what is not checked', () => {
    expect(() => validator(Type.Array(Type.String(), { uniqueItems: true }))).toThrow('no value would be held to the keyword uniqueItems');
    expect(() => validator(Type.String({ format: 'email' }))).toThrow('there is no format email');
    expect(() => validator(Type.Unsafe({ type: ['string', 'number'] }))).toThrow('there is no type string,number');
  });
});

describe('simplified schemas', () => {
  it('say `or null`, literals and records in one schema', () => {
    expect(simplify({ anyOf: [{ type: 'string' }, { type: 'null' }], description: 'x' })).toEqual({
      type: ['string', 'null'],
      description: 'x',
    });
    expect(simplify({ anyOf: [{ const: 1 }, { const: 2 }] })).toEqual({ enum: [1, 2] });
    expect(simplify({ anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] })).toEqual({
      type: ['string', 'null'],
      enum: ['a', null],
    });
    expect(simplify(Type.Record(Type.String(), Type.Number()))).toEqual({ type: 'object', additionalProperties: { type: 'number' } });
  });

  it('leave every other union alone', () => {
    const schema = { anyOf: [{ type: 'string' }, { type: 'number' }] };
    expect(simplify(schema)).toEqual(schema);
  });
});
