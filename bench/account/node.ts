import type { RelationKeys } from '../../src/collectors/kit/define.ts';
import type { Facts, Kind } from '../../src/model/kinds.ts';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import type { Service } from './service.ts';

export interface Parts<K extends Kind> {
  readonly key: string;
  /** The part of the ARN behind the account, or a whole ARN. */
  readonly arn: readonly [service: string, resource: string] | string;
  readonly name?: string;
  readonly facts: Facts<K>;
  readonly relations: RelationKeys<K>;
}

/** The resources of one kind that a service brings into the account, in the order of their ids. */
export type Maker<K extends Kind> = (service: Service) => readonly Parts<K>[];

export type Makers = { readonly [K in Kind]: Maker<K> };

export function nodesOf<K extends Kind>(kind: K, make: Maker<K>, service: Service): readonly NodeRecord[] {
  const { account, region } = service;
  return make(service).map(({ key, arn, name = null, facts, relations }) => ({
    kind,
    id: typeof arn === 'string' ? arn : service.arn(...arn),
    key,
    name,
    account,
    region,
    facts,
    relations,
    gaps: {},
  }));
}
