import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** A file that is one rule or one collector; `name` is its path as its id: `area.slug`, `service.noun`. */
export interface Unit {
  readonly name: string;
  /** Relative to the project. */
  readonly path: string;
}

/** Every file of `root/<folder>/`, sorted by name, where the folder isn't one of the shared ones. */
export function unitsBelow(root: string, shared: readonly string[]): readonly Unit[] {
  return folders(root)
    .filter((folder) => !shared.includes(folder))
    .flatMap((folder) =>
      readdirSync(`${root}/${folder}`)
        .filter((file) => file.endsWith('.ts'))
        .map((file) => ({ name: `${folder}.${file.slice(0, -'.ts'.length)}`, path: `${root}/${folder}/${file}` })),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const ruleUnits = (): readonly Unit[] => unitsBelow('rules', ['_lib']);
export const collectorUnits = (): readonly Unit[] => unitsBelow('src/collectors', ['kit']);

/** What the file exports by default. */
export async function defaultExport({ path }: Unit): Promise<unknown> {
  const module: unknown = await import(pathToFileURL(path).href);
  if (typeof module === 'object' && module !== null && 'default' in module) return module.default;
  throw new TypeError(`${path} has no default export`);
}

function folders(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
