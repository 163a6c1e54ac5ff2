import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { lilconfig } from 'lilconfig';
import { InputError } from '../../model/input-error.ts';
import type { Ruleset } from '../../model/report.ts';
import type { WorkloadSetting } from '../../topology/workload-names.ts';
import type { RuleSetting } from '../rule-selection.ts';
import type { ConfigurationFile } from './schema.ts';

export interface Configuration {
  /** The file it comes from, relative to the working directory; null where there is none. */
  readonly path: string | null;
  readonly regions: readonly string[];
  readonly ruleset: Ruleset;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly workloads: readonly WorkloadSetting[];
}

const fileNames = ['ha-audit.yaml', 'ha-audit.yml', 'ha-audit.json', 'package.json'];

/**
 * The configuration of a named file, else of the nearest one from here upwards, else the defaults.
 *
 * @throws InputError naming file, line and column of every mistake
 */
export async function loadConfiguration(path: string | null): Promise<Configuration> {
  const found = path ?? (await nearestFile());
  if (found === null) return configurationOf({}, null);
  const shown = relative(process.cwd(), found) || found;
  const { parseConfiguration } = await import('./parse.ts');
  return configurationOf(parseConfiguration(await readText(found, shown), shown), shown);
}

async function nearestFile(): Promise<string | null> {
  // Parsing is left to us, since mistakes are reported with their line.
  const loaders = Object.fromEntries(['.yaml', '.yml', '.json'].map((extension) => [extension, (_path: string, text: string) => text]));
  const isPackageOfOthers = (text: string) => !/"ha-audit"\s*:\s*\{/.test(text);
  for (const searchPlaces of [fileNames.slice(0, -1), fileNames.slice(-1)]) {
    const found = await lilconfig('ha-audit', { searchPlaces, loaders, cache: false }).search();
    if (found === null || (found.filepath.endsWith('package.json') && isPackageOfOthers(String(found.config)))) continue;
    return found.filepath;
  }
  return null;
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new InputError(`cannot read the configuration ${shown}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function configurationOf(file: ConfigurationFile, path: string | null): Configuration {
  return {
    path,
    regions: file.regions ?? [],
    ruleset: file.ruleset ?? 'standard',
    rules: Object.fromEntries(
      Object.entries(file.rules ?? {}).map(([id, setting]) => [
        id,
        setting === 'off' ? { isOff: true, severity: null, params: {} } : { isOff: false, severity: setting.severity ?? null, params: setting.params ?? {} },
      ]),
    ),
    workloads: (file.workloads ?? []).map(({ name, match, environment, bootSeconds }) => ({
      name,
      tags: match.tags,
      environment: environment ?? null,
      bootSeconds: bootSeconds ?? null,
    })),
  };
}
