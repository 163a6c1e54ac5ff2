import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../../model/input-error.ts';
import { reasonOf } from '../file-errors.ts';
import { writeWhole } from '../files.ts';
import { repositoryRoot } from '../repository.ts';
import { tool } from '../tool.ts';
import { configurationTemplate } from './configuration.ts';
import { type Pipeline, pipelineFile } from './workflow.ts';

export interface InitOptions {
  readonly folder: string;
  /** The region that the environment names, if any. */
  readonly region: string | undefined;
  readonly pipeline: Pipeline | null;
  /** Whether files that are there may be replaced. */
  readonly force: boolean;
}

/**
 * Writes a configuration to start from and, if asked for, the file of a pipeline. Asks nothing.
 *
 * @returns the paths that were written
 * @throws InputError where a file is there already, before any is written, and where one cannot be written
 */
export async function init({ folder, region, pipeline, force }: InitOptions): Promise<readonly string[]> {
  // The environment is not to be trusted with the syntax of YAML.
  const known = region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : null;
  const files = [{ path: join(folder, 'ha-audit.yaml'), text: configurationTemplate(tool.version, known) }];
  if (pipeline !== null) {
    const { path, text } = pipelineFile(pipeline, tool.version, known ?? 'eu-west-1');
    files.push({ path: join(repositoryRoot(folder) ?? folder, path), text });
  }
  const existing = files.find(({ path }) => existsSync(path));
  if (existing !== undefined && !force) throw new InputError(`${existing.path} is there already; --force replaces it`);
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
      throw new InputError(`cannot write ${path}: ${reasonOf(error)}`, { cause: error });
    });
    await writeWhole(path, [text]);
  }
  return files.map(({ path }) => path);
}
