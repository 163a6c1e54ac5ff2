import type { Static, TSchema } from '@sinclair/typebox';
import type { Frozen } from '../declare.ts';
import { all, type Check, type ValidationError, whole } from './check.ts';
import { isSchema, simplify } from './json-schema.ts';
import { annotations, type Keyword, keywordsOfAnyType, keywordsOfOneType } from './keywords.ts';
import { types } from './types.ts';

export interface Validator<T> {
  /** Fast, for this is asked of each of a million resources. */
  readonly accepts: (value: unknown) => value is T;
  /** All that is wrong with a value. */
  readonly errorsOf: (value: unknown) => readonly ValidationError[];
}

/**
 * Turns a schema into functions. A required property that is absent and has a default is not missing.
 *
 * @throws TypeError for a keyword that no value would be held to
 */
export function validator<S extends TSchema>(schema: S): Validator<Frozen<Static<S>>> {
  const { holds, explain } = checkOf(schema);
  return {
    accepts: (value): value is Frozen<Static<S>> => holds(value),
    errorsOf: (value) => {
      const errors: ValidationError[] = [];
      explain(value, '', errors);
      return errors;
    },
  };
}

/** What a schema holds values to, without a type. */
export function checkOf(schema: TSchema): Check {
  return compiled(simplify(schema));
}

function compiled(schema: unknown): Check {
  if (!isSchema(schema)) throw new TypeError('a schema is an object');
  const strange = Object.keys(schema).find(
    (name) => !annotations.has(name) && !(name in keywordsOfOneType) && !(name in keywordsOfAnyType),
  );
  if (strange !== undefined) throw new TypeError(`no value would be held to the keyword ${strange}`);
  const checksOf = (table: Readonly<Record<string, Keyword>>): readonly Check[] =>
    Object.entries(table).flatMap(([name, keyword]) => (schema[name] === undefined ? [] : keyword(schema[name], schema, compiled)));
  const ofOneType = checksOf(keywordsOfOneType);
  const typed = schema['type'] === undefined ? ofOneType : [ofType(schema['type'], ofOneType)];
  return all([...typed, ...checksOf(keywordsOfAnyType)]);
}

/** What is of the wrong type is not held to what is asked of the right one. */
function ofType(type: unknown, checks: readonly Check[]): Check {
  const names = [type].flat().map(String);
  const isNullable = names.length === 2 && names[1] === 'null';
  const [name = ''] = names;
  const isRight = types[name];
  if (isRight === undefined || (names.length > 1 && !isNullable)) throw new TypeError(`there is no type ${names.join()}`);
  const rightType = whole(isNullable ? (value) => value === null || isRight(value) : isRight, 'type', { type: name }, `must be ${name}`);
  if (checks.length === 0) return rightType;
  const rest = all(checks);
  return {
    holds: (value) => rightType.holds(value) && rest.holds(value),
    explain: (value, path, errors) => {
      (rightType.holds(value) ? rest : rightType).explain(value, path, errors);
    },
  };
}
