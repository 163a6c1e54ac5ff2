import type { ResourceReference } from '../../model/report.ts';
import type { TerraformDocument } from './document.ts';
import type { Instance } from './instances.ts';
import type { Place, TerraformTree } from './tree.ts';

/** A document, and the folder whose code it is of. */
export interface RootedDocument extends TerraformDocument {
  readonly root: string;
}

/** An instance, and the blocks that it is made of. */
export interface Deployed {
  readonly instance: Instance;
  readonly places: readonly Place[];
  /** Those that its state or plan speaks of. */
  readonly accounts: ReadonlySet<string>;
}

/** What states and plans know to be made of which block. */
export class DeployedResources {
  readonly #byArn = new Map<string, Deployed[]>();
  readonly #byId = new Map<string, Deployed[]>();
  readonly #byName = new Map<string, Deployed[]>();
  readonly #blocks = new Set<Place['block']>();

  constructor(documents: readonly RootedDocument[], tree: TerraformTree) {
    for (const { instances, root, accounts } of documents)
      for (const instance of instances) {
        const deployed = { instance, places: tree.resolve(instance.address, root), accounts };
        for (const { block } of deployed.places) this.#blocks.add(block);
        this.#add(deployed);
      }
  }

  /** By its ARN, else by an id that no two accounts have. */
  ofArn(arn: string): Deployed | null {
    const own = ownerArn(arn);
    const id = own.slice(own.lastIndexOf('/') + 1);
    return one(this.#byArn.get(own) ?? this.#byId.get(id));
  }

  /**
   * By type and name. The name of most resources is unique in an account and region, so that one made anew is known by it; what has none but
   * a tag, only where it is yet to be created.
   */
  named(types: readonly string[], attribute: string, { name, account, region }: ResourceReference): Deployed | null {
    if (name === null) return null;
    const found = types.flatMap((type) => this.#byName.get(nameKey(type, attribute, name)) ?? []);
    return one(
      found.filter(({ instance: { arn }, accounts }) => {
        if (arn === null) return accounts.size === 0 || accounts.has(account);
        const [, , , ownRegion, ownAccount] = arn.split(':');
        return attribute !== 'tags.Name' && ownAccount === account && (ownRegion === region || ownRegion === '');
      }),
    );
  }

  /** Whether a block is known to make other resources, so that a name alone says nothing about it. */
  covers({ block }: Place): boolean {
    return this.#blocks.has(block);
  }

  #add(deployed: Deployed): void {
    const { arn, id, values, address } = deployed.instance;
    if (arn !== null) push(this.#byArn, arn, deployed);
    if (id !== null && isUniqueId(id) && arn?.endsWith(id) !== false) push(this.#byId, id, deployed);
    for (const [attribute, value] of values) push(this.#byName, nameKey(address.type, attribute, value), deployed);
  }
}

/** Ids that no two accounts have, such as `nat-0123456789abcdef0`. */
function isUniqueId(id: string): boolean {
  return /^[a-z]+-[0-9a-f]{8,17}$/.test(id);
}

function nameKey(type: string, attribute: string, name: string): string {
  return [type, attribute, name].join('\0');
}

/** A version of a launch template is written where the template is. */
function ownerArn(arn: string): string {
  return arn.replace(/:launch-template-version\/([^:]+):.*$/, ':launch-template/$1');
}

/** States and plans may know the same instance, and must agree on where it is written. */
function one(found: readonly Deployed[] | undefined): Deployed | null {
  const [first, ...others] = found ?? [];
  if (first === undefined) return null;
  return others.every(({ places }) => places[0]?.block === first.places[0]?.block) ? first : null;
}

function push(map: Map<string, Deployed[]>, key: string, deployed: Deployed): void {
  const all = map.get(key);
  if (all === undefined) map.set(key, [deployed]);
  else all.push(deployed);
}
