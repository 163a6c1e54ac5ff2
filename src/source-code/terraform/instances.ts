import { type Address, parseAddress } from './address.ts';
import { isRecord, list, type Json } from './json-parts.ts';

/** A resource as a state or plan knows it. Nothing but what identifies it is kept: states hold secrets. */
export interface Instance {
  /** As Terraform writes it, with keys. */
  readonly label: string;
  readonly address: Address;
  /** Null before it is created, and for the few types that have none. */
  readonly arn: string | null;
  readonly id: string | null;
  readonly values: ReadonlyMap<string, string>;
}

/** The attributes that hold a resource's own name, beside its tag `Name`. */
export const nameAttributes = [
  'name',
  'identifier',
  'cluster_identifier',
  'replication_group_id',
  'cluster_id',
  'family',
  'tags.Name',
] as const;

/** Of a state as Terraform stores it, format 4. */
export function* instancesOfState(document: Json): Generator<Instance, void, undefined> {
  for (const resource of list(document['resources'])) {
    const { module, mode, type, name } = resource;
    if (mode !== 'managed' || typeof type !== 'string' || typeof name !== 'string') continue;
    const prefix = typeof module === 'string' ? `${module}.` : '';
    for (const { index_key: key, attributes } of list(resource['instances'])) {
      const suffix = typeof key === 'number' || typeof key === 'string' ? `[${JSON.stringify(key)}]` : '';
      yield* instance(`${prefix}${type}.${name}${suffix}`, [attributes]);
    }
  }
}

/** Of what `terraform show -json` prints of a state or a plan. Addresses of the plan come first: they are those of the code as it is. */
export function* instancesOfShow(document: Json): Generator<Instance, void, undefined> {
  for (const { address, mode, change } of list(document['resource_changes']))
    if (mode === 'managed' && isRecord(change)) yield* instance(address, [change['after'], change['before']]);
  for (const part of [document['planned_values'], document['prior_state'], document])
    if (isRecord(part)) yield* inModule(isRecord(part['values']) ? part['values']['root_module'] : part['root_module']);
}

function* inModule(module: unknown): Generator<Instance, void, undefined> {
  if (!isRecord(module)) return;
  for (const { address, mode, values } of list(module['resources'])) if (mode === 'managed') yield* instance(address, [values]);
  for (const child of list(module['child_modules'])) yield* inModule(child);
}

function* instance(label: unknown, versions: readonly unknown[]): Generator<Instance, void, undefined> {
  const address = typeof label === 'string' ? parseAddress(label) : null;
  if (address === null) return;
  const valueOf = (name: string) => versions.map((version) => textAt(version, name)).find((text) => text !== null) ?? null;
  const values = new Map(nameAttributes.flatMap((name) => (valueOf(name) === null ? [] : [[name, valueOf(name) ?? ''] as const])));
  const id = valueOf('id');
  const arn = valueOf('arn') ?? (id?.startsWith('arn:') === true ? id : null);
  yield { label: String(label), address, arn, id, values };
}

function textAt(version: unknown, path: string): string | null {
  const value = path.split('.').reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : null), version);
  return typeof value === 'string' && value !== '' ? value : null;
}
