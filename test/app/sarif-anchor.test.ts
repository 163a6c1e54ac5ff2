import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { sarifAnchor } from '../../src/app/sarif-anchor.ts';
import { emptyFolder } from '../kit/run-cli.ts';
import { containing, having } from '../kit/matching.ts';

let root: string;
let inner: string;
beforeEach(() => {
  root = emptyFolder();
  inner = join(root, 'infra/prod');
  mkdirSync(join(root, '.git'));
  mkdirSync(inner, { recursive: true });
  writeFileSync(join(inner, 'main.tf'), '');
  writeFileSync(join(root, 'ha-audit.yaml'), '');
});

const readme = (folder: string, name = 'README.md') => writeFileSync(join(folder, name), '');

describe('the file that SARIF results point to', () => {
  it('is named from the working directory and told from the root of the repository', () => {
    expect(sarifAnchor('main.tf', null, inner)).toBe('infra/prod/main.tf');
    expect(sarifAnchor('./main.tf', null, inner)).toBe('infra/prod/main.tf');
    expect(sarifAnchor('../../ha-audit.yaml', null, inner)).toBe('ha-audit.yaml');
    expect(sarifAnchor(join(inner, 'main.tf'), null, root)).toBe('infra/prod/main.tf');
  });

  it('is the configuration, else the nearest README', () => {
    readme(root, 'Readme.rst');
    expect(sarifAnchor(null, '../../ha-audit.yaml', inner)).toBe('ha-audit.yaml');
    expect(sarifAnchor(null, null, inner)).toBe('Readme.rst');
    readme(inner);
    expect(sarifAnchor(null, null, inner)).toBe('infra/prod/README.md');
  });

  it('is a README where the configuration is elsewhere', () => {
    readme(root);
    const elsewhere = join(emptyFolder(), 'shared.yaml');
    writeFileSync(elsewhere, '');
    expect(sarifAnchor(null, elsewhere, inner)).toBe('README.md');
  });

  it('is told from the working directory where there is no repository', () => {
    const folder = emptyFolder();
    readme(folder);
    expect(sarifAnchor(null, null, folder)).toBe('README.md');
  });

  it('is found in a worktree, and behind a link', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, '.git'), 'gitdir: elsewhere');
    mkdirSync(join(folder, 'sub'));
    readme(folder);
    expect(sarifAnchor('../README.md', null, join(folder, 'sub'))).toBe('README.md');
    const link = join(emptyFolder(), 'link');
    symlinkSync(inner, link);
    expect(sarifAnchor('main.tf', null, link)).toBe('infra/prod/main.tf');
  });

  it.each(['missing.md', '.', 'main.tf/x', '/etc/hostname', '../../../outside'])(
    'is refused where %s names none of the repository',
    (named) => {
      expect(() => sarifAnchor(named, null, inner)).toThrow(
        having({
          name: 'InputError',
          message: containing(`--sarif-anchor ${named} is no file of the repository`),
        }),
      );
    },
  );

  it('is asked for where there is none', () => {
    expect(() => sarifAnchor(null, null, inner)).toThrow(/neither a configuration file nor a README; name one with --sarif-anchor FILE$/);
  });
});
