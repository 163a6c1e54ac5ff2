import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A generated file; `path` is relative to the project, with forward slashes. */
export interface Artefact {
  readonly path: string;
  readonly content: string;
}

/** Folders that hold nothing but generated files, so that whatever else is found there is an orphan. */
const generatedFolders = ['src/generated', 'docs/rules', 'schemas', 'iam'];

export function isCommitted({ path }: Artefact): boolean {
  return !path.startsWith('src/generated/');
}

/** Writes only what differs, each file whole, so that parallel runs and watchers never see half a file. */
export function write(artefacts: readonly Artefact[]): void {
  for (const { path, content } of artefacts) {
    if (readIfPresent(path) === content) continue;
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${String(process.pid)}.tmp`;
    writeFileSync(draft, content);
    renameSync(draft, path);
  }
}

export function removeOrphans(artefacts: readonly Artefact[]): void {
  for (const path of orphans(artefacts)) rmSync(path);
}

/** Generated files that differ from what the generators would write, are missing, or belong to nothing; one sentence each. */
export function differences(artefacts: readonly Artefact[]): readonly string[] {
  const stale = artefacts
    .filter(({ path, content }) => readIfPresent(path) !== content)
    .map(({ path }) => `${path} differs from what its generator writes`);
  return [...stale, ...orphans(artefacts).map((path) => `${path} belongs to nothing any more`)];
}

function orphans(artefacts: readonly Artefact[]): readonly string[] {
  const expected = new Set(artefacts.map(({ path }) => path));
  return generatedFolders.flatMap(filesBelow).filter((path) => !expected.has(path) && !path.endsWith('.tmp'));
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
