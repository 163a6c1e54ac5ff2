import type { CollectedNodes, Request } from '../define.ts';
import { halves } from '../halves.ts';

/** Versions of all templates, or of the one that is named. */
export interface VersionQuery {
  readonly LaunchTemplateId?: string;
  readonly LaunchTemplateName?: string;
  readonly Versions: readonly string[];
}

interface Reference {
  readonly launchTemplateId: string | null;
  readonly launchTemplateName?: string | null;
  readonly version: string | null;
}

/**
 * The versions that Auto Scaling groups and their instances name by number, one request per template.
 * `$Latest` and `$Default` come with the sweep over all templates, which cannot name numbers.
 */
export function usedVersions(nodes: CollectedNodes): readonly Request<VersionQuery>[] {
  const idByName = new Map(nodes('ec2.launch-template').map(({ name, key }) => [name, key]));
  const numbers = new Map<string, Set<string>>();
  for (const { launchTemplateId, launchTemplateName, version } of references(nodes)) {
    const name = launchTemplateName ?? null;
    const template = launchTemplateId ?? idByName.get(name) ?? name;
    if (template === null || version === null || !/^\d+$/.test(version)) continue;
    numbers.set(template, (numbers.get(template) ?? new Set()).add(version));
  }
  return [...numbers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([template, versions]) => request(template, [...versions]));
}

/** One version that is gone fails the call for all of them. */
export function halfQueries({ Versions, ...template }: VersionQuery): readonly [VersionQuery, VersionQuery] | undefined {
  const [first, second] = halves(Versions) ?? [];
  return first === undefined || second === undefined
    ? undefined
    : [
        { ...template, Versions: first },
        { ...template, Versions: second },
      ];
}

function request(template: string, versions: readonly string[]): Request<VersionQuery> {
  const Versions = versions.toSorted((a, b) => Number(a) - Number(b));
  if (!template.startsWith('lt-')) return { input: { LaunchTemplateName: template, Versions } };
  return { input: { LaunchTemplateId: template, Versions }, parent: { kind: 'ec2.launch-template', key: template } };
}

function references(nodes: CollectedNodes): readonly Reference[] {
  return nodes('autoscaling.group').flatMap(({ facts: { launchTemplate, mixedInstances, instances } }): readonly Reference[] => {
    const overrides = (mixedInstances?.overrides ?? []).flatMap((override) => override.launchTemplate ?? []);
    const running = (instances ?? []).map((member) => ({
      launchTemplateId: member.launchTemplateId,
      version: member.launchTemplateVersion,
    }));
    return [...[launchTemplate, mixedInstances?.launchTemplate].flatMap((reference) => reference ?? []), ...overrides, ...running];
  });
}
