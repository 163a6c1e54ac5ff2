import { posix } from 'node:path';
import { type Block, type CodeFile, settingAt } from '../code.ts';

/** A resource of a template, and the file it stands in. */
export interface TemplatePlace {
  readonly path: string;
  readonly block: Block;
}

/** The templates of a tree. */
export class Templates {
  readonly #byLogicalId = new Map<string, TemplatePlace[]>();
  readonly #byType = new Map<string, TemplatePlace[]>();

  constructor(files: readonly CodeFile[]) {
    for (const { path, blocks } of files)
      for (const block of blocks) {
        const place = { path, block };
        for (const logicalId of block.labels) push(this.#byLogicalId, logicalId, place);
        push(this.#byType, block.type, place);
      }
  }

  /** The resource of a stack; of several templates that have such a one, the one whose file is called like the stack. */
  resource(stack: string, logicalId: string, types: readonly string[]): TemplatePlace | null {
    const places = (this.#byLogicalId.get(logicalId) ?? []).filter(({ block }) => types.includes(block.type));
    return only(places) ?? only(places.filter(({ path }) => isCalledLike(path, stack)));
  }

  /** Resources of a type in which a property, or the tag `Name`, has a name as its plain value. */
  named(type: string, property: string | null, name: string): readonly TemplatePlace[] {
    const path = property === null ? ['Tags', 'Name'] : [property];
    return (this.#byType.get(type) ?? []).filter(({ block }) => settingAt(block.settings, path)?.literal === name);
  }
}

/** `orders.yaml` or `orders.template.json` for the stack `orders-prod`. */
function isCalledLike(path: string, stack: string): boolean {
  const [stem = ''] = posix.basename(path).split('.');
  return (
    stem !== '' &&
    stack
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .join('-')
      .includes(
        stem
          .toLowerCase()
          .split(/[^a-z0-9]+/)
          .join('-'),
      )
  );
}

function only<Item>(items: readonly Item[]): Item | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}

function push(map: Map<string, TemplatePlace[]>, key: string, place: TemplatePlace): void {
  const places = map.get(key);
  if (places === undefined) map.set(key, [place]);
  else places.push(place);
}
