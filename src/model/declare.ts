import type { SchemaOptions, Static, TProperties, TSchema } from '@sinclair/typebox';
import { Type } from './type.ts';

/** The words in which kinds describe their facts. */
export const text = Type.String();
export const flag = Type.Boolean();
export const number = Type.Number();
/** ISO 8601, UTC. */
export const time = Type.String({ format: 'date-time' });
export const tags = Type.Record(Type.String(), Type.String());
export const nullable = <T extends TSchema>(schema: T, options: SchemaOptions = {}) => Type.Union([schema, Type.Null()], options);
export const list = <T extends TSchema>(schema: T) => Type.Array(schema);
/** One of a closed list of words. */
export const oneOf = <const T extends readonly string[]>(words: T, options: SchemaOptions = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: words, ...options });
export const record = <T extends TProperties>(properties: T) => Type.Object(properties);

/** A relation holds the key of another node: exactly one, at most one, or any number. */
export interface Relation<Target extends string = string, Arity extends 'one' | 'optional' | 'many' = 'one' | 'optional' | 'many'> {
  readonly target: Target;
  readonly arity: Arity;
}

export const one = <const T extends string>(target: T): Relation<T, 'one'> => ({ target, arity: 'one' });
export const optional = <const T extends string>(target: T): Relation<T, 'optional'> => ({ target, arity: 'optional' });
export const many = <const T extends string>(target: T): Relation<T, 'many'> => ({ target, arity: 'many' });

export interface KindDeclaration<
  Facts extends TProperties = TProperties,
  Relations extends Readonly<Record<string, Relation>> = Readonly<Record<string, Relation>>,
> {
  /** CloudFormation resource type, or the nearest honest name where CloudFormation has none. */
  readonly type: string;
  /** Service and resource type of the ARN, used where a whole listing is spoken of: `arn:…:service:…:type/*`. */
  readonly arn: readonly [service: string, resource: string];
  /** What makes a finding the same tomorrow: the service's unique name, or the resource id. */
  readonly identifiedBy: 'name' | 'key';
  readonly facts: Facts;
  readonly relations: Relations;
}

/** Declares one resource kind. `const` keeps the relation targets literal. */
export function kind<const Facts extends TProperties, const Relations extends Readonly<Record<string, Relation>>>(
  declaration: KindDeclaration<Facts, Relations>,
): KindDeclaration<Facts, Relations> {
  return declaration;
}

/** Readonly all the way down. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

export type FactsOf<D> =
  D extends KindDeclaration<infer Facts, infer _Relations> ? { readonly [Name in keyof Facts]: Frozen<Static<Facts[Name]>> } : never;

export type RelationsOf<D> = D extends KindDeclaration<infer _Facts, infer Relations> ? Relations : never;
