import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { projectFiles } from './kit/project-files.ts';

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[];
  };
}

function isCruise(value: unknown): value is Cruise {
  return typeof value === 'object' && value !== null && 'modules' in value && Array.isArray(value.modules) && 'summary' in value;
}

function cruise(cwd: string): Cruise {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = ['--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', 'src', 'rules'];
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8', maxBuffer: 100_000_000 });
  const result: unknown = JSON.parse(stdout === '' ? 'null' : stdout);
  if (!isCruise(result)) throw new Error(`dependency-cruiser said: ${stderr}`);
  return result;
}

const { modules, summary } = cruise('.');

it('sees every module, since a checker that checked nothing is no checker', () => {
  const seen = new Set(modules.map(({ source }) => source));
  const files = [...projectFiles('src'), ...projectFiles('rules')].filter((path) => path.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((path) => !seen.has(path))).toEqual([]);
});

it('finds no import that crosses the layers', () => {
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`)).toEqual([]);
});

/** An import that each rule refuses. */
const offences: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['model-is-the-floor', 'src/model/a.ts', '../graph/x.ts'],
  ['aws-knows-no-verdict', 'src/aws/a.ts', '../engine/x.ts'],
  ['collecting-never-judges', 'src/collectors/ec2/a.ts', '../../topology/x.ts'],
  ['sources-only-read', 'src/sources/a.ts', '../graph/x.ts'],
  ['graph-is-from-anywhere', 'src/graph/a.ts', '../topology/x.ts'],
  ['topology-follows-from-facts', 'src/topology/a.ts', '../engine/x.ts'],
  ['engine-knows-no-rule', 'src/engine/a.ts', '../../rules/network/x.ts'],
  ['drift-compares-verdicts', 'src/drift/a.ts', '../output/x.ts'],
  ['rules-use-one-door', 'rules/network/a.ts', '../../src/graph/x.ts'],
  ['rules-use-no-platform', 'rules/network/b.ts', 'node:path'],
  ['outputs-read-reports', 'src/output/a.ts', '../engine/x.ts'],
  ['app-is-below-the-shells', 'src/app/a.ts', '../cli/x.ts'],
  ['shells-are-thin', 'src/cli/a.ts', '../graph/x.ts'],
  ['cli-and-lambda-are-strangers', 'src/lambda/a.ts', '../cli/x.ts'],
  ['sdk-only-where-the-account-is-read', 'src/engine/c.ts', '@aws-sdk/client-ec2'],
  ['files-only-at-the-edge', 'src/engine/b.ts', 'node:fs'],
  ['network-only-in-aws', 'src/app/b.ts', 'node:https'],
  ['product-knows-no-test', 'src/model/b.ts', '../../test/kit/x.ts'],
  ['nothing-unresolved', 'src/model/c.ts', './missing.ts'],
  ['no-cycles', 'src/model/d.ts', './e.ts'],
];

it('refuses each import that a layer must not make', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-audit-layers-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  try {
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'tsconfig.json'), readFileSync('tsconfig.json', 'utf8'));
    for (const [, file, imported] of offences) {
      write(file, `import * as x from '${imported}';\nexport const a = x;\n`);
      if (imported.endsWith('/x.ts')) write(join(dirname(file), imported), 'export const x = 1;\n');
    }
    write('src/model/e.ts', "import * as d from './d.ts';\nexport const e = d;\n");
    const found = new Set(cruise(folder).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
    expect(offences.filter(([rule, file]) => !found.has(`${rule} ${file}`))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
