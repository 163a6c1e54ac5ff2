import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

interface Packed {
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

function isPacked(value: unknown): value is readonly [Packed] {
  return Array.isArray(value) && value.length === 1;
}

function pack(): Packed {
  const { stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], { encoding: 'utf8' });
  const listing: unknown = JSON.parse(stdout);
  if (!isPacked(listing)) throw new Error(`npm said: ${stderr}`);
  return listing[0];
}

const folder = mkdtempSync(join(tmpdir(), 'ha-audit-package-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the package', () => {
  const { unpackedSize, files } = pack();
  const paths = files.map(({ path }) => path);

  it('has what a user runs, imports and reads', () => {
    for (const path of [
      'bin/ha-audit.js',
      'dist/cli.js',
      'dist/index.js',
      'dist/rule-kit.js',
      'dist/types/src/index.d.ts',
      'LICENSE',
      'README.md',
    ]) {
      expect(paths).toContain(path);
    }
    expect(paths.filter((path) => path.startsWith('fixtures/demo/'))).not.toEqual([]);
    expect(paths.filter((path) => path.startsWith('schemas/'))).toHaveLength(4);
  });

  it('has nothing else: no source, test, recorded answer or build record', () => {
    const odd = paths.filter(
      (path) => !/^(bin|dist|schemas|fixtures\/demo)\/|^(LICENSE|README\.md|CHANGELOG\.md|package\.json)$/.test(path),
    );
    expect(odd).toEqual([]);
    expect(paths.filter((path) => /(^|\/)(test|meta\.json|\.inputs|.*\.map)$/.test(path))).toEqual([]);
  });

  it('is small', () => {
    expect(unpackedSize).toBeLessThanOrEqual(2_000_000);
  });

  it('has a program that can be run', () => {
    expect(files.find(({ path }) => path === 'bin/ha-audit.js')?.mode).toBe(0o755);
  });

  it('types a strict project that imports both its doors', { timeout: 60_000 }, () => {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(process.cwd(), join(folder, 'node_modules/ha-audit'));
    writeFileSync(join(folder, 'globals.d.ts'), 'interface AbortSignal { readonly aborted: boolean }');
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: consumerOptions, files: ['globals.d.ts', 'consumer.ts'] }),
    );
    writeFileSync(join(folder, 'consumer.ts'), consumer);
    const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});

/** The globals stand for `@types/node`, which the compiler takes seconds to check. */
const consumerOptions = {
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
};

/** The expected errors prove that the types arrive: of a module that could not be resolved, everything would be allowed. */
const consumer = `import { scan } from 'ha-audit';
import { defineRule, Type } from 'ha-audit/rule-kit';

const report = await scan({ demo: true });
export const failing: number = report.counts.fail;
// @ts-expect-error a count is a number
export const wrong: string = report.counts.fail;

export default defineRule({
  id: 'own.multi-az',
  title: 'Own databases keep a standby',
  severity: 'low',
  invariants: ['own'],
  references: [],
  why: 'They matter.',
  params: Type.Object({ minimum: Type.Number({ default: 1, description: 'Instances.' }) }, { additionalProperties: false }),
  subject: 'rds.instance',
  reads: [],
  check(db, { pass, fail, params }) {
    // @ts-expect-error the rule declares no such fact
    const nothing: unknown = db.noSuchFact;
    return db.multiAz && params.minimum > 0 && nothing === undefined ? pass('multiAz') : fail({ multiAz: true });
  },
});
`;
