import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfiguration } from '../../src/app/config/parse.ts';
import { configurationTemplate } from '../../src/app/init/configuration.ts';
import { init, type InitOptions } from '../../src/app/init/init.ts';
import { pipelineFile, pipelines } from '../../src/app/init/workflow.ts';
import { tool } from '../../src/generated/tool.ts';
import { emptyFolder } from '../kit/run-cli.ts';

const started = async (folder: string, overrides: Partial<InitOptions> = {}) =>
  init({ folder, region: undefined, pipeline: null, force: false, ...overrides });

describe('init', () => {
  it('writes a configuration that loads, also with all of it switched on', () => {
    expect(parseConfiguration(configurationTemplate(tool.version, null), 'ha-audit.yaml')).toEqual({ ruleset: 'standard' });
    const text = configurationTemplate(tool.version, 'eu-west-1');
    expect(parseConfiguration(text, 'ha-audit.yaml')).toEqual({ regions: ['eu-west-1'], ruleset: 'standard' });
    const whole = text.replaceAll(/^# (?=(?:rules|workloads|environments|waivers):$| )/gm, '');
    expect(Object.keys(parseConfiguration(whole, 'ha-audit.yaml'))).toEqual([
      'regions',
      'ruleset',
      'rules',
      'workloads',
      'environments',
      'waivers',
    ]);
  });

  it('names the schema that the package ships', () => {
    expect(configurationTemplate('1.2.3', null).split('\n')[0]).toBe(
      '# yaml-language-server: $schema=https://unpkg.com/ha-audit@1.2.3/schemas/config.schema.json',
    );
    readFileSync('schemas/config.schema.json');
  });

  it('takes nothing for a region that is none', async () => {
    const folder = emptyFolder();
    await started(folder, { region: 'x]\nruleset: off' });
    expect(readFileSync(join(folder, 'ha-audit.yaml'), 'utf8')).toBe(configurationTemplate(tool.version, null));
  });

  it('replaces nothing, and then writes nothing else either', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    writeFileSync(join(folder, '.github/workflows/ha-audit.yaml'), 'mine');
    await expect(started(folder, { pipeline: 'github' })).rejects.toThrow(
      '.github/workflows/ha-audit.yaml is there already; --force replaces it',
    );
    expect(await started(folder)).toEqual([join(folder, 'ha-audit.yaml')]);
    await expect(started(folder)).rejects.toMatchObject({ name: 'InputError' });
    await started(folder, { pipeline: 'github', force: true });
    expect(readFileSync(join(folder, '.github/workflows/ha-audit.yaml'), 'utf8')).not.toBe('mine');
  });

  it('puts the workflow at the root of the repository', async () => {
    const root = emptyFolder();
    mkdirSync(join(root, '.git'));
    mkdirSync(join(root, 'infra'));
    expect(await started(join(root, 'infra'), { pipeline: 'github' })).toEqual([
      join(root, 'infra/ha-audit.yaml'),
      join(root, '.github/workflows/ha-audit.yaml'),
    ]);
  });

  it.each(pipelines)('writes a job for %s that is YAML, with the versions of the documentation', (pipeline) => {
    const { text } = pipelineFile(pipeline, tool.version, 'eu-west-1');
    expect(parse(text)).toBeTypeOf('object');
    const documentation = readFileSync('docs/ci.md', 'utf8');
    const pinned = [...text.matchAll(/(?:uses|image): (?<what>.*)$/gm)].map(({ groups }) => groups?.['what'] ?? '');
    expect(pinned.filter((what) => !documentation.includes(what))).toEqual([]);
    expect(pinned).not.toHaveLength(0);
  });
});
