import type { TerraformDocument } from './document.ts';
import type { TerraformTree } from './tree.ts';

/** The folder whose code a state or plan is of, or why nobody can say. */
export type RootModule = { readonly folder: string } | { readonly problem: string };

/**
 * A state names no folder. Its folder is the one it lies in, if that holds its resources; else the one folder that holds more of what is at
 * its top than every other, and at least half.
 */
export function rootModuleOf({ file, instances }: TerraformDocument, lyingIn: string | null, tree: TerraformTree): RootModule {
  const names = new Set(
    instances.map(({ address: { modules, type, name } }) => (modules[0] === undefined ? `${type}.${name}` : `module.${modules[0]}`)),
  );
  if (names.size === 0) return { problem: `${file} holds no resource` };
  const scores = [...tree.folders].map(([folder, held]) => ({ folder, score: [...names].filter((name) => held.has(name)).length }));
  const enough = scores.filter(({ score }) => score * 2 >= names.size);
  const most = Math.max(0, ...enough.map(({ score }) => score));
  const best = enough.filter(({ score }) => score === most);
  const own = enough.find(({ folder }) => folder === lyingIn) ?? (best.length === 1 ? best[0] : undefined);
  if (own !== undefined) return { folder: own.folder };
  const folders = best.map(({ folder }) => folder).sort();
  return {
    problem:
      folders.length === 0
        ? `no folder of the source holds the resources of ${file}`
        : `${file} fits ${folders.slice(0, 5).join(', ')} alike; name one of them with --source`,
  };
}
