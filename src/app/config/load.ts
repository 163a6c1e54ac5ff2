import { relative } from 'node:path';
import type { ConfigurationFile } from '../../model/configuration.ts';
import type { Ruleset } from '../../model/report.ts';
import type { WorkloadSetting } from '../../topology/workload-names.ts';
import type { RuleSetting } from '../rule-selection.ts';
import type { PlacedWaiver } from '../waivers.ts';
import { type AccountTarget, accountTargets } from '../accounts.ts';
import { type EnvironmentSettings, environmentSettingsOf } from './environments.ts';
import { findConfiguration, readConfiguration } from './find.ts';

export interface Configuration {
  /** The file it comes from, relative to the working directory; null where there is none. */
  readonly path: string | null;
  readonly regions: readonly string[];
  /** Each once. */
  readonly accounts: readonly AccountTarget[];
  readonly orgRole: string | null;
  readonly ruleset: Ruleset;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly workloads: readonly WorkloadSetting[];
  readonly environments: EnvironmentSettings;
  readonly waivers: readonly PlacedWaiver[];
}

/**
 * The configuration of a named file, else of the nearest one from here upwards, else the defaults.
 *
 * @throws InputError naming file, line and column of every mistake
 */
export async function loadConfiguration(path: string | null): Promise<Configuration> {
  const found = path === null ? await findConfiguration(process.cwd()) : await readConfiguration(path);
  if (found === null) return configurationOf({}, null);
  return configurationFrom(found.text, relative(process.cwd(), found.path) || found.path);
}

/**
 * The configuration that a text holds; none where it is empty.
 *
 * @param name as messages call it
 * @throws InputError naming line and column of every mistake
 */
export async function configurationFrom(text: string, name: string): Promise<Configuration> {
  const { parsePlaced } = await import('./parse.ts');
  const { value, waiverLines } = parsePlaced(text, name);
  return configurationOf(value, name, waiverLines);
}

function configurationOf(
  {
    regions = [],
    accounts = [],
    orgRole,
    ruleset = 'standard',
    rules = {},
    workloads = [],
    environments = {},
    waivers = [],
  }: ConfigurationFile,
  path: string | null,
  waiverLines: readonly number[] = [],
): Configuration {
  return {
    path,
    regions,
    accounts: accountTargets(accounts),
    orgRole: orgRole ?? null,
    ruleset,
    rules: Object.fromEntries(Object.entries(rules).map(([id, setting]) => [id, settingOf(setting)])),
    workloads: workloads.map(({ name, match, environment = null, bootSeconds = null }) => ({
      name,
      tags: match.tags,
      environment,
      bootSeconds,
    })),
    environments: environmentSettingsOf(environments),
    waivers: waivers.map((entry, index) => ({ entry, line: waiverLines[index] ?? null })),
  };
}

function settingOf(setting: NonNullable<ConfigurationFile['rules']>[string]): RuleSetting {
  if (setting === 'off') return { isOff: true, severity: null, environments: null, params: {} };
  const { severity = null, environments = null, params = {} } = setting;
  return { isOff: false, severity, environments, params };
}
