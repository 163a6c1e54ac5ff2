/** What the configuration says of workloads. */
export interface WorkloadSetting {
  readonly name: string;
  /** Every tag must match. */
  readonly tags: Readonly<Record<string, string>>;
  readonly environment: string | null;
  readonly bootSeconds: number | null;
}

type Tags = Readonly<Record<string, string>>;

/** Tags by which teams name what belongs together, most telling first; compared without case. */
const nameTags = ['workload', 'application', 'app', 'stack', 'service', 'project', 'aws:cloudformation:stack-name'];
export const environmentTagKeys: readonly string[] = ['environment', 'env', 'stage'];

export function settingFor(tags: Tags, settings: readonly WorkloadSetting[]): WorkloadSetting | null {
  return settings.find((setting) => Object.entries(setting.tags).every(([key, value]) => tags[key] === value)) ?? null;
}

/** Name of the workload that tags speak of, or null. */
export function workloadNamed(tags: Tags, settings: readonly WorkloadSetting[]): string | null {
  return settingFor(tags, settings)?.name ?? firstOf(tags, nameTags);
}

export function environmentNamed(tags: Tags, settings: readonly WorkloadSetting[], tagKeys: readonly string[]): string | null {
  return settingFor(tags, settings)?.environment ?? firstOf(tags, tagKeys);
}

function firstOf(tags: Tags, names: readonly string[]): string | null {
  const byName = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value.trim()]));
  return names.map((name) => byName.get(name)).find((value) => value !== undefined && value !== '') ?? null;
}
