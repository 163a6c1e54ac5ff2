import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

/** `UPDATE_GOLDEN=1 npx vitest run …` writes what a reviewer then accepts or not. */
const updates = process.env['UPDATE_GOLDEN'] === '1';

/** Compares a text with the file that was accepted for it, `path` being relative to the project. */
export function expectGolden(path: string, text: string): void {
  if (updates) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path), `${path} is missing: write it with UPDATE_GOLDEN=1`).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8'));
}
