import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Artefact, differences, removeOrphans, write } from '../../tools/gen/artefact.ts';

const project = process.cwd();
const artefacts: readonly Artefact[] = [
  { path: 'docs/rules/a.b.md', content: 'a page\n' },
  { path: 'src/generated/rules.ts', content: 'code\n' },
];

beforeEach(() => {
  process.chdir(mkdtempSync(join(tmpdir(), 'ha-audit-gen-')));
});

afterEach(() => {
  const folder = process.cwd();
  process.chdir(project);
  rmSync(folder, { recursive: true });
});

it('finds nothing to say of what was just written', () => {
  write(artefacts);
  expect(differences(artefacts)).toEqual([]);
});

it('finds what differs, what is missing and what belongs to nothing', () => {
  write(artefacts.slice(0, 1));
  writeFileSync('docs/rules/a.b.md', 'changed by hand\n');
  mkdirSync('schemas');
  writeFileSync('schemas/gone.schema.json', '{}');
  expect(differences(artefacts)).toEqual([
    'docs/rules/a.b.md differs from what its generator writes',
    'src/generated/rules.ts differs from what its generator writes',
    'schemas/gone.schema.json belongs to nothing any more',
  ]);
  removeOrphans(artefacts);
  expect(existsSync('schemas/gone.schema.json')).toBe(false);
});

it('leaves a file alone that is right already', () => {
  write(artefacts);
  const before = statSync('docs/rules/a.b.md').mtimeMs;
  write(artefacts);
  expect(statSync('docs/rules/a.b.md').mtimeMs).toBe(before);
  expect(readFileSync('docs/rules/a.b.md', 'utf8')).toBe('a page\n');
});
