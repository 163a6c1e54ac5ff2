import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectFiles } from './kit/project-files.ts';

const files = projectFiles();
const typescript = files.filter((path) => path.endsWith('.ts'));

/** Lines a file may have; the first pattern that fits counts. */
const budgets: readonly (readonly [path: RegExp, lines: number])[] = [
  [/^rules\/(?!_lib\/)/, 80],
  [/^src\/collectors\/(?!kit\/)[^/]+\//, 60],
  [/^src\/output\//, 150],
  [/^(src|rules|test|tools|bench)\//, 250],
];

/** A list of one node of every kind. */
const vocabulary = /^test\/kit\/nodes\.ts$/;

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

/** The lines of text files that match, as `path:line: text`. */
function linesWith(pattern: RegExp, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 100)}`] : [])),
  );
}

describe('the repository', () => {
  it('has files to look at', () => {
    expect(typescript.filter((path) => path.startsWith('src/')).length).toBeGreaterThan(50);
  });

  it('keeps every file within its budget of lines', () => {
    const tooLong = typescript.flatMap((path) => {
      const lines = read(path).trimEnd().split('\n').length;
      const budget = budgets.find(([pattern]) => pattern.test(path))?.[1];
      return budget === undefined || vocabulary.test(path) || lines <= budget ? [] : [`${path} has ${lines} lines, more than ${budget}`];
    });
    expect(tooLong).toEqual([]);
  });

  it('names files in kebab-case', () => {
    const odd = typescript.filter((path) => !/^([a-z0-9.-]+|_lib)(\/([a-z0-9.-]+|_lib))*$/.test(path));
    expect(odd).toEqual([]);
  });

  it('switches no check off without saying why', () => {
    const pattern = /@ts-(ignore|nocheck)|(eslint-disable|biome-ignore)(?!.* -- \w)/;
    expect(linesWith(pattern, typescript.filter(isNotThisFile))).toEqual([]);
  });

  it('leaves no marks of unfinished work', () => {
    const pattern = /\b(TODO|FIXME|XXX)\b|\.(only|todo)\(/;
    const paths = typescript.filter((path) => isNotThisFile(path) && !/^(test\/)?tools\/scaffold/.test(path));
    expect(linesWith(pattern, paths)).toEqual([]);
  });

  it('names no path of the machine it was written on', () => {
    const pattern = /(^|[\s"'`(=:])\/(work|root|home\/(?!ec2-user)\w+|Users\/\w+)\/\w/;
    expect(linesWith(pattern, files.filter(isText))).toEqual([]);
    expect(files.filter((path) => isText(path) && read(path).includes(`${process.cwd()}/`))).toEqual([]);
  });

  it('speaks of itself alone', () => {
    const pattern = /\b(co-authored-by|generated with|@author|assistants?|language models?|this session|the brief)\b/i;
    expect(
      linesWith(
        pattern,
        files.filter((path) => isText(path) && isNotThisFile(path)),
      ),
    ).toEqual([]);
  });

  it('locks packages by content, not by where they were downloaded', () => {
    expect(linesWith(/"resolved": "http|registry\.|\/\/npm\./, ['package-lock.json', '.npmrc', 'package.json'])).toEqual([]);
  });

  // npm drops what the registry at hand does not carry, and then refuses to install from the lock file on any machine.
  it('locks every optional binary, whatever the platform', () => {
    const packages = lockedPackages();
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(name, path, packages)),
    );
    expect(missing).toEqual([]);
  });

  it('pins every dependency', () => {
    const ranges = Object.entries(lockedPackages()['']?.dependencies ?? {}).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(ranges).toEqual([]);
  });
});

function isNotThisFile(path: string): boolean {
  return path !== 'test/repository.test.ts';
}

function isText(path: string): boolean {
  return !/\.(gz|png|zip|ico)$/.test(path) && !/^(fixtures|test\/vendor)\//.test(path) && path !== 'LICENSE';
}

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function lockedPackages(): Readonly<Record<string, LockedPackage>> {
  const lock: unknown = JSON.parse(read('package-lock.json'));
  if (!isLock(lock)) throw new TypeError('package-lock.json has no packages');
  return lock.packages;
}

function isLock(value: unknown): value is { readonly packages: Readonly<Record<string, LockedPackage>> } {
  return typeof value === 'object' && value !== null && 'packages' in value;
}

/** Whether a package at `path` finds `name` in its own folder or in one above it. */
function isLocked(name: string, path: string, packages: Readonly<Record<string, LockedPackage>>): boolean {
  const parents = path.split('/node_modules/').map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  return ['', ...parents].some((parent) => `${parent === '' ? '' : `${parent}/`}node_modules/${name}` in packages);
}
