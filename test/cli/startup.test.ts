import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { staticInputs } from '../../tools/build/budget.ts';

function isMetafile(value: unknown): value is Metafile {
  return typeof value === 'object' && value !== null && 'inputs' in value && 'outputs' in value;
}

const metafile: unknown = JSON.parse(readFileSync('dist/meta.json', 'utf8'));

/** Everything that is loaded along with a module, as the bundle was cut. */
function loadedWith(entryPoint: string): ReadonlySet<string> {
  if (!isMetafile(metafile)) throw new TypeError('dist/meta.json is no metafile');
  const [output] = Object.entries(metafile.outputs).find(([, { entryPoint: entry }]) => entry === entryPoint) ?? [];
  if (output === undefined) throw new Error(`${entryPoint} is no entry of the bundle: nothing loads it lazily`);
  return staticInputs(metafile, output);
}

const packagesOf = (entryPoint: string) =>
  new Set([...loadedWith(entryPoint)].flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));

describe('what is loaded', () => {
  it('for help is commander, and little of ours', () => {
    expect(packagesOf('src/cli/main.ts')).toEqual(new Set(['commander']));
    const own = [...loadedWith('src/cli/main.ts')].filter((path) => !path.includes('node_modules'));
    expect(own.filter((path) => /^(rules|src\/(generated\/(?!tool)|engine|graph|topology|collectors|sources))/.test(path))).toEqual([]);
    expect(own.length).toBeLessThan(20);
  });

  it('for a scan of a file is what it reads and judges with', () => {
    const packages = packagesOf('src/cli/commands/scan.ts');
    expect([...packages].filter((name) => /^(yaml|listr2|cli-table3|ajv|hpagent|lilconfig)$|^@(aws-sdk|smithy)\//.test(name))).toEqual([]);
    expect(loadedWith('src/cli/commands/scan.ts')).toContain('src/sources/snapshot.ts');
  });

  it('where it is needed is what the checks above are about', () => {
    expect(packagesOf('src/app/config/parse.ts')).toContain('yaml');
    expect(packagesOf('src/cli/live-progress.ts')).toContain('listr2');
    expect(packagesOf('src/output/table.ts')).toContain('cli-table3');
    expect(packagesOf('src/app/live.ts')).toContain('@aws-sdk/client-sts');
  });
});
