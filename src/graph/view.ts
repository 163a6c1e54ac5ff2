import type { Relation } from '../model/declare.ts';
import type { Facts, Kind, Relations } from '../model/kinds.ts';
import type { NodeRecord } from '../model/snapshot.ts';

export interface Identity<K extends Kind = Kind> {
  readonly kind: K;
  /** The ARN. */
  readonly id: string;
  /** What other nodes call this one: short id, name or ARN. */
  readonly key: string;
  /** The service's own name; null where the resource has only an id. */
  readonly name: string | null;
  readonly account: string;
  readonly region: string;
}

type TargetOf<R> = R extends Relation<infer Target> ? Target : never;

type Related<R, Readable extends Kind> =
  R extends Relation<infer Target extends Kind, infer Arity>
    ? Arity extends 'many'
      ? Iterable<View<Target, Readable>>
      : Arity extends 'one'
        ? View<Target, Readable>
        : View<Target, Readable> | null
    : never;

/**
 * A node as rules see it: plain values, where reading one that is not known ends the check as `unknown`.
 * Relations lead only to kinds in `Readable`; a relation to one node throws where its target was not found.
 */
export type View<K extends Kind, Readable extends Kind = never> = Identity<K> &
  Facts<K> & {
    /** The keys a relation holds, without following them. */
    keysOf(relation: string & keyof Relations<K>): readonly string[];
  } & {
    readonly [Name in keyof Relations<K> as TargetOf<Relations<K>[Name]> extends Readable ? Name : never]: Related<
      Relations<K>[Name],
      Readable
    >;
  };

/** A view whose kind is not known to the compiler. */
export type AnyView = Identity & { readonly record: NodeRecord };

export function isViewOf<K extends Kind>(view: AnyView, kind: K): view is AnyView & View<K, Kind> {
  return view.kind === kind;
}
