import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { satisfies } from 'semver';
import { describe, expect, it } from 'vitest';
import { maximumBytes, staticInputs, violations } from '../tools/build/budget.ts';
import { bundledPackages } from '../tools/build/licenses.ts';

function isMetafile(value: unknown): value is Metafile {
  return typeof value === 'object' && value !== null && 'inputs' in value && 'outputs' in value;
}

function readMetafile(): Metafile {
  const value: unknown = JSON.parse(readFileSync('dist/meta.json', 'utf8'));
  if (!isMetafile(value)) throw new TypeError('dist/meta.json is no metafile');
  return value;
}

function bytesOfDist(): number {
  return readdirSync('dist', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'meta.json')
    .reduce((bytes, entry) => bytes + statSync(join(entry.parentPath, entry.name)).size, 0);
}

describe('the bundle', () => {
  const metafile = readMetafile();

  it('is small, and loads the SDK on the live path alone', () => {
    expect(violations(metafile, bytesOfDist())).toEqual([]);
  });

  it('holds the SDK, or the check above proves nothing', () => {
    expect(Object.keys(metafile.inputs).filter((path) => path.includes('@aws-sdk/client-ec2'))).not.toEqual([]);
  });

  it('starts with few modules', () => {
    const entry = staticInputs(metafile, 'dist/cli.js');
    expect(entry.size).toBeGreaterThan(0);
    expect([...entry].filter((path) => /node_modules\/(@aws-sdk|@smithy|yaml|cli-table3|listr2|ajv)\//.test(path))).toEqual([]);
  });

  it('refuses a bundle that is too large, or whose offline entries load the SDK', () => {
    const imports = { imports: [], exports: [], bytes: 1 };
    const bad: Metafile = {
      inputs: {},
      outputs: {
        'dist/cli.js': {
          ...imports,
          entryPoint: 'src/cli/main.ts',
          inputs: {},
          imports: [{ path: 'dist/chunk.js', kind: 'import-statement' }],
        },
        'dist/chunk.js': { ...imports, inputs: { 'node_modules/@smithy/core/index.js': { bytesInOutput: 1 } } },
        'dist/live.js': {
          ...imports,
          entryPoint: 'src/aws/clients.ts',
          inputs: {},
          imports: [{ path: 'dist/chunk.js', kind: 'import-statement' }],
        },
      },
    };
    expect(violations(bad, 3_000_000)).toEqual([
      `dist/ has 3000000 bytes, more than ${String(maximumBytes)}`,
      'src/cli/main.ts loads the AWS SDK: node_modules/@smithy/core/index.js',
    ]);
  });

  it('runs wherever package.json says: every bundled package admits the oldest Node', () => {
    const packages = bundledPackages(metafile);
    expect(packages.length).toBeGreaterThan(10);
    const refusing = packages.filter((folder) => !satisfies('20.19.0', enginesOf(folder)));
    expect(refusing).toEqual([]);
  });

  it('carries the licence of everything it bundles', () => {
    const licenses = readFileSync('dist/third-party-licenses.txt', 'utf8');
    expect(licenses).toContain('@aws-sdk/client-ec2');
    expect(licenses).toContain('Apache License');
  });
});

function enginesOf(folder: string): string {
  expect(existsSync(`${folder}/package.json`)).toBe(true);
  const manifest: unknown = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('engines' in manifest)) return '*';
  const { engines } = manifest;
  return typeof engines === 'object' && engines !== null && 'node' in engines ? String(engines.node) : '*';
}
