import { anything, below, type Check, isObject, type ValidationError, whole } from './check.ts';
import { formats } from './formats.ts';
import { isSchema, type JsonSchema } from './json-schema.ts';

export type Keyword = (wanted: unknown, schema: JsonSchema, compile: (schema: unknown) => Check) => readonly Check[];

/** Keywords that ask for nothing. */
export const annotations: ReadonlySet<string> = new Set(['$id', '$schema', 'default', 'description', 'title', 'type']);

/** What is asked of whatever value there is. Errors are told in the order of these tables. */
export const keywordsOfAnyType: Readonly<Record<string, Keyword>> = {
  anyOf: (wanted, _schema, compile) => [anyOf(listOf(wanted).map(compile))],
  const: (wanted) => [whole((value) => value === wanted, 'const', { allowedValue: wanted }, 'must be equal to constant')],
  enum: (wanted) => {
    const allowedValues = listOf(wanted);
    return [whole((value) => allowedValues.includes(value), 'enum', { allowedValues }, 'must be equal to one of the allowed values')];
  },
};

/** What is asked of values of a type that has it. */
export const keywordsOfOneType: Readonly<Record<string, Keyword>> = {
  maximum: (limit) => [ordered('maximum', '<=', limit, (value, most) => value <= most)],
  minimum: (limit) => [ordered('minimum', '>=', limit, (value, least) => value >= least)],
  exclusiveMinimum: (limit) => [ordered('exclusiveMinimum', '>', limit, (value, bound) => value > bound)],
  minLength: (limit) => [atLeast('minLength', limit, 'characters', (value) => (typeof value === 'string' ? [...value].length : null))],
  pattern: (wanted) => [textLike('pattern', String(wanted), new RegExp(String(wanted), 'u'))],
  format: (wanted) => [textLike('format', String(wanted), formatNamed(String(wanted)))],
  minItems: (limit) => [atLeast('minItems', limit, 'items', (value) => (Array.isArray(value) ? value.length : null))],
  items: (wanted, _schema, compile) => [items(compile(wanted))],
  minProperties: (limit) => [
    atLeast('minProperties', limit, 'properties', (value) => (isObject(value) ? Object.keys(value).length : null)),
  ],
  required: (_wanted, schema) => [required(requiredOf(schema), schema)],
  additionalProperties: (wanted, { properties: schemas }, compile) => {
    const known = new Set(isSchema(schemas) ? Object.keys(schemas) : []);
    if (wanted === true) return [];
    if (wanted === false) return [noOthers(known)];
    const check = compile(wanted);
    return check === anything ? [] : [others(known, check)];
  },
  properties: (_wanted, schema, compile) => [properties(schema, compile)],
};

function listOf(wanted: unknown): readonly unknown[] {
  if (Array.isArray(wanted)) return wanted;
  throw new TypeError('a schema has a list here');
}

function ordered(keyword: string, comparison: string, wanted: unknown, holds: (value: number, limit: number) => boolean): Check {
  const limit = Number(wanted);
  const params = { comparison, limit };
  return whole((value) => typeof value !== 'number' || holds(value, limit), keyword, params, `must be ${comparison} ${String(limit)}`);
}

/** @param sizeOf null for what has no size of this sort */
function atLeast(keyword: string, wanted: unknown, what: string, sizeOf: (value: unknown) => number | null): Check {
  const limit = Number(wanted);
  const isEnough = (value: unknown): boolean => (sizeOf(value) ?? limit) >= limit;
  return whole(isEnough, keyword, { limit }, `must NOT have fewer than ${String(limit)} ${what}`);
}

function textLike(keyword: string, wanted: string, expression: RegExp): Check {
  const matches = (value: unknown): boolean => typeof value !== 'string' || expression.test(value);
  return whole(matches, keyword, { [keyword]: wanted }, `must match ${keyword} "${wanted}"`);
}

function formatNamed(name: string): RegExp {
  const format = Object.entries(formats).find(([each]) => each === name)?.[1];
  if (format === undefined) throw new TypeError(`there is no format ${name}`);
  return format;
}

function anyOf(alternatives: readonly Check[]): Check {
  const holds = (value: unknown): boolean => {
    for (const alternative of alternatives) if (alternative.holds(value)) return true;
    return false;
  };
  return {
    holds,
    explain: (value, path, errors) => {
      if (holds(value)) return;
      for (const alternative of alternatives) alternative.explain(value, path, errors);
      errors.push({ instancePath: path, keyword: 'anyOf', params: {}, message: 'must match a schema in anyOf' });
    },
  };
}

function items(check: Check): Check {
  return {
    holds: (value) => {
      if (!Array.isArray(value)) return true;
      for (const item of value) if (!check.holds(item)) return false;
      return true;
    },
    explain: (value, path, errors) => {
      if (Array.isArray(value)) value.forEach((item: unknown, index) => check.explain(item, below(path, index), errors));
    },
  };
}

/** What has a default is never missing. */
function requiredOf({ required: names = [], properties: schemas }: JsonSchema): readonly string[] {
  return listOf(names)
    .map(String)
    .filter((name) => !(isSchema(schemas) && hasDefault(schemas[name])));
}

function hasDefault(schema: unknown): boolean {
  return isSchema(schema) && 'default' in schema;
}

/** The check of the properties looks at each of them anyway, so that this one only explains; it tells its errors first. */
function required(names: readonly string[], { properties: schemas }: JsonSchema): Check {
  if (!isSchema(schemas) || names.some((name) => !Object.hasOwn(schemas, name))) throw new TypeError('a required property has no schema');
  return {
    holds: anything.holds,
    explain: (value, instancePath, errors) => {
      if (!isObject(value)) return;
      for (const name of names.filter((each) => value[each] === undefined)) {
        const message = `must have required property '${name}'`;
        errors.push({ instancePath, keyword: 'required', params: { missingProperty: name }, message });
      }
    },
  };
}

function properties(schema: JsonSchema, compile: (schema: unknown) => Check): Check {
  const schemas = isSchema(schema['properties']) ? schema['properties'] : {};
  const names = Object.keys(schemas);
  const checks = names.map((name) => compile(schemas[name]));
  const holding = checks.map(({ holds }) => holds);
  const needed = new Set(requiredOf(schema));
  const mayLack = names.map((name) => !needed.has(name));
  return {
    holds: (value) => {
      if (!isObject(value)) return true;
      for (let index = 0; index < names.length; index += 1) {
        const part = value[names[index] ?? ''];
        if ((part === undefined ? mayLack[index] : holding[index]?.(part)) === false) return false;
      }
      return true;
    },
    explain: (value, path, errors) => {
      if (!isObject(value)) return;
      for (const [index, name] of names.entries())
        if (value[name] !== undefined) checks[index]?.explain(value[name], below(path, name), errors);
    },
  };
}

function noOthers(known: ReadonlySet<string>): Check {
  const unknown = (value: unknown): readonly string[] => (isObject(value) ? Object.keys(value).filter((name) => !known.has(name)) : []);
  return {
    holds: (value) => unknown(value).length === 0,
    explain: (value, path, errors) => {
      for (const additionalProperty of unknown(value)) errors.push(strange(path, additionalProperty));
    },
  };
}

function strange(instancePath: string, additionalProperty: string): ValidationError {
  return { instancePath, keyword: 'additionalProperties', params: { additionalProperty }, message: 'must NOT have additional properties' };
}

function others(known: ReadonlySet<string>, check: Check): Check {
  return {
    holds: (value) => {
      if (!isObject(value)) return true;
      for (const name in value) if (!check.holds(value[name]) && !known.has(name)) return false;
      return true;
    },
    explain: (value, path, errors) => {
      if (!isObject(value)) return;
      for (const name of Object.keys(value)) if (!known.has(name)) check.explain(value[name], below(path, name), errors);
    },
  };
}
