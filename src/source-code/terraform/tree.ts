import { posix } from 'node:path';
import { type Block, type CodeFile, settingAt } from '../code.ts';
import type { Address } from './address.ts';
import { nameAttributes } from './instances.ts';

/** A block, and the file it stands in. */
export interface Place {
  readonly path: string;
  readonly block: Block;
}

/** The folders of Terraform code below a root: a folder is a module. */
export class TerraformTree {
  readonly #places = new Map<string, Place[]>();
  readonly #byName = new Map<string, Place[]>();
  /** What each folder holds at its top, as `type.name` and `module.name`. */
  readonly folders = new Map<string, Set<string>>();

  constructor(files: readonly CodeFile[]) {
    for (const { path, folder, blocks } of files) for (const block of blocks) this.#add({ path, block }, folder);
  }

  /**
   * Where an address of the module in `root` is written: the resource's blocks, those of override files first, since they win;
   * or the call of the module that is not part of the tree. Empty where the code has no such resource, or two.
   */
  resolve({ modules, type, name }: Address, root: string): readonly Place[] {
    let folder = root;
    for (const module of modules) {
      const call = this.#only(folder, `module.${module}`);
      if (call === null) return [];
      const inner = this.#folderOf(call, folder);
      if (inner === null) return [call];
      folder = inner;
    }
    const places = this.#places.get(keyOf(folder, `${type}.${name}`)) ?? [];
    const overriding = places.filter(isOverride);
    return places.length - overriding.length === 1 ? [...overriding, ...places.filter((place) => !isOverride(place))] : [];
  }

  /** Blocks of a type in which an attribute has a name as its plain value. */
  named(type: string, attribute: string, name: string): readonly Place[] {
    return this.#byName.get(keyOf(type, attribute, name)) ?? [];
  }

  #add(place: Place, folder: string): void {
    const { block } = place;
    const [first, second] = block.labels;
    const isModule = block.type === 'module' && first !== undefined;
    if (!isModule && (block.type !== 'resource' || first === undefined || second === undefined)) return;
    const name = isModule ? `module.${first}` : `${first}.${second}`;
    this.folders.set(folder, (this.folders.get(folder) ?? new Set()).add(name));
    push(this.#places, keyOf(folder, name), place);
    for (const attribute of isModule ? [] : nameAttributes) {
      const literal = settingAt(block.settings, attribute.split('.'))?.literal;
      if (typeof literal === 'string') push(this.#byName, keyOf(first, attribute, literal), place);
    }
  }

  #only(folder: string, name: string): Place | null {
    const [place, ...others] = (this.#places.get(keyOf(folder, name)) ?? []).filter((each) => !isOverride(each));
    return place === undefined || others.length > 0 ? null : place;
  }

  /** The folder a call leads to; null where it leads out of the tree. */
  #folderOf({ block }: Place, folder: string): string | null {
    const inner = localSource(block, folder);
    return inner !== null && this.folders.has(inner) ? inner : null;
  }
}

/** The folder of a module that lies beside its caller; null for one from elsewhere. */
export function localSource(block: Block, folder: string): string | null {
  const source = settingAt(block.settings, ['source'])?.literal ?? '';
  return /^\.{1,2}(\/|$)/.test(source) ? posix.join(folder, source).replace(/(?<=.)\/$/, '') : null;
}

function isOverride({ path }: Place): boolean {
  return /(^|\/|_)override\.tf(\.json)?$/.test(path);
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\0');
}

function push(map: Map<string, Place[]>, key: string, place: Place): void {
  const places = map.get(key);
  if (places === undefined) map.set(key, [place]);
  // A file that is part of two folders by a link is written once.
  else if (!places.some(({ block }) => block === place.block)) places.push(place);
}
