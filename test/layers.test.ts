import { spawnSync } from 'node:child_process';
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

function cruise(): Cruise {
  const program = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'rules'];
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', maxBuffer: 100_000_000 });
  const result: unknown = JSON.parse(stdout);
  if (!isCruise(result)) throw new Error(`dependency-cruiser said: ${stderr}`);
  return result;
}

const { modules, summary } = cruise();

it('sees every module, since a checker that checked nothing is no checker', () => {
  const seen = new Set(modules.map(({ source }) => source));
  const files = [...projectFiles('src'), ...projectFiles('rules')].filter((path) => path.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((path) => !seen.has(path))).toEqual([]);
});

it('finds no import that crosses the layers', () => {
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`)).toEqual([]);
});
