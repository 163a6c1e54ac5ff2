import type { RelationKeys } from '../../src/collectors/kit/define.ts';
import { type Facts, type Kind, kinds } from '../../src/model/kinds.ts';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import { defaults } from '../../test/kit/nodes.ts';
import type { Service } from './service.ts';

export interface Parts<K extends Kind> {
  readonly key: string;
  /** The part of the ARN behind the account, or a whole ARN. */
  readonly arn: readonly [service: string, resource: string] | string;
  readonly name?: string;
  /** What is left out is as in the nodes that tests start from. */
  readonly facts: Partial<Facts<K>>;
  /** What is left out leads nowhere. */
  readonly relations: Partial<RelationKeys<K>>;
}

/** The resources of one kind that a service brings into the account, in the order of their ids. */
export type Maker<K extends Kind> = (service: Service) => readonly Parts<K>[];

/** A kind without a maker is one that the account has nothing of. */
export type Makers = { readonly [K in Kind]?: Maker<K> };

export function nodesOf<K extends Kind>(kind: K, make: Maker<K> | undefined, service: Service): readonly NodeRecord[] {
  const { account, region } = service;
  return (make?.(service) ?? []).map(({ key, arn, name = null, facts, relations }) => ({
    kind,
    id: typeof arn === 'string' ? arn : service.arn(...arn),
    key,
    name,
    account,
    region,
    facts: { ...defaults[kind].facts, ...facts },
    relations: { ...empty(kind), ...relations },
    gaps: {},
  }));
}

function empty(kind: Kind): Readonly<Record<string, null | readonly string[]>> {
  return Object.fromEntries(Object.entries(kinds[kind].relations).map(([name, { arity }]) => [name, arity === 'many' ? [] : null]));
}
