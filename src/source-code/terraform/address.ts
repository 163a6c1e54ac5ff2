/** Where a resource is written, as an address says it: without the keys of `count` and `for_each`. */
export interface Address {
  /** Names of the modules from the root downwards. */
  readonly modules: readonly string[];
  readonly type: string;
  readonly name: string;
}

/** A name, with the key of an instance behind it: a number, or a JSON string that may hold dots and brackets. */
const part = /([\p{L}_][\p{L}\p{N}_-]*)(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(?:\.|$)/uy;

/** Null for what is no address of a managed resource. */
export function parseAddress(text: string): Address | null {
  const names: string[] = [];
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const name = part.exec(text)?.[1];
    if (name === undefined) return null;
    names.push(name);
  }
  const modules: string[] = [];
  while (names.length > 2 && names[0] === 'module') modules.push(...names.splice(0, 2).slice(1));
  const [type, name, ...others] = names;
  return type === undefined || name === undefined || others.length > 0 ? null : { modules, type, name };
}
