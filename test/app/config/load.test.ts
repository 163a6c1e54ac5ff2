import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultEnvironmentSettings, defaultLowering } from '../../../src/engine/severities.ts';
import { findConfiguration } from '../../../src/app/config/find.ts';
import { loadConfiguration } from '../../../src/app/config/load.ts';
import { emptyFolder } from '../../kit/run-cli.ts';
import { containing } from '../../kit/matching.ts';

let root: string;
let inner: string;
beforeEach(() => {
  root = emptyFolder();
  inner = join(root, 'a/b');
  mkdirSync(join(root, '.git'));
  mkdirSync(inner, { recursive: true });
});

const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const found = async () => (await findConfiguration(inner))?.path.slice(root.length + 1) ?? null;

describe('the configuration', () => {
  it('is the nearest one upwards, in one of four files', async () => {
    expect(await found()).toBe(null);
    write('ha-audit.yml', '');
    expect(await found()).toBe('ha-audit.yml');
    write('a/package.json', '{ "name": "x", "bin": { "ha-audit": "y" } }');
    expect(await found()).toBe('ha-audit.yml');
    write('a/package.json', '{ "ha-audit": { "ruleset": "strict" } }');
    expect(await found()).toBe('a/package.json');
    write('a/ha-audit.json', '{}');
    expect(await found()).toBe('a/ha-audit.json');
    write('a/b/ha-audit.yaml', '');
    expect(await found()).toBe('a/b/ha-audit.yaml');
  });

  it('is none of another repository around this one', async () => {
    write('ha-audit.yaml', 'ruleset: strict');
    mkdirSync(join(root, 'a/.git'));
    expect(await found()).toBe(null);
  });

  it('is not looked for in a package.json that cannot be read', async () => {
    write('a/package.json', '{ broken');
    expect(await found()).toBe(null);
  });

  it('is a mistake where it cannot be read', async () => {
    mkdirSync(join(inner, 'ha-audit.yaml'));
    await expect(findConfiguration(inner)).rejects.toMatchObject({
      name: 'InputError',
      message: containing('it is a folder'),
    });
  });

  it('that is named must be there', async () => {
    const path = join(root, 'missing.yaml');
    await expect(loadConfiguration(path)).rejects.toMatchObject({
      name: 'InputError',
      message: `cannot read the configuration ${path}: there is no such file or folder`,
    });
  });

  it('has defaults', async () => {
    write(
      'ha-audit.yaml',
      'rules:\n  rds.instance-multi-az: { severity: low }\n  rds.cluster-multi-az: off\nworkloads: [{ name: x, match: { tags: { a: b } } }]',
    );
    expect(await loadConfiguration(join(root, 'ha-audit.yaml'))).toMatchObject({
      regions: [],
      ruleset: 'standard',
      rules: {
        'rds.instance-multi-az': { isOff: false, severity: 'low', params: {} },
        'rds.cluster-multi-az': { isOff: true, severity: null, params: {} },
      },
      workloads: [{ name: 'x', tags: { a: 'b' }, environment: null, bootSeconds: null }],
      environments: defaultEnvironmentSettings,
    });
  });

  const environmentsOf = async (text: string) => {
    write('ha-audit.yaml', text);
    return (await loadConfiguration(join(root, 'ha-audit.yaml'))).environments;
  };

  it('lowers no severity where environments are off', async () => {
    expect((await environmentsOf('environments: off')).lowering).toBe(null);
  });

  it('says how environments are named and what counts there, over the defaults', async () => {
    const { tagKeys, names, lowering } = await environmentsOf(
      'environments: { tags: [Lifecycle], names: { "feature-*": development }, severity: { staging: off, test: { high: high } } }',
    );
    expect(tagKeys).toEqual(['lifecycle']);
    expect(names.map(({ matches, environment }) => [matches('Feature-7'), matches('feature'), environment])).toEqual([
      [true, false, 'development'],
    ]);
    expect(lowering).toEqual({
      staging: { critical: 'critical', high: 'high', medium: 'medium', low: 'low' },
      test: { ...defaultLowering.test, high: 'high' },
      development: defaultLowering.development,
    });
  });
});
