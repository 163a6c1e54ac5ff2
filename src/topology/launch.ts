import type { Graph } from '../graph/graph.ts';
import type { View } from '../graph/view.ts';
import type { Facts, Kind } from '../model/kinds.ts';
import { Known } from './known.ts';

export const launchReads = [
  'ec2.launch-template',
  'ec2.launch-template-version',
  'autoscaling.launch-configuration',
] as const satisfies readonly Kind[];

export interface TemplateReference {
  readonly launchTemplateId: string | null;
  readonly launchTemplateName: string | null;
  readonly version: string | null;
}

/** What the next instance of a group starts from. */
export type LaunchSource =
  | {
      readonly from: 'launch-template';
      readonly reference: TemplateReference;
      /** Image that an override puts in the place of the template's; as written, which may be `resolve:ssm:…`. */
      readonly imageId: string | null;
      /** Null where the template or the version is known not to exist. */
      readonly version: View<'ec2.launch-template-version', Kind> | null;
    }
  | {
      readonly from: 'launch-configuration';
      readonly name: string;
      /** Null where the configuration is known not to exist. */
      readonly configuration: View<'autoscaling.launch-configuration', Kind> | null;
    };

type TemplateUse = Extract<LaunchSource, { readonly from: 'launch-template' }>;
type References = Pick<Facts<'autoscaling.group'>, 'mixedInstances' | 'launchTemplate'>;

/** A template and a version as they are today. */
export interface TemplateVersion {
  readonly launchTemplateId: string;
  readonly versionNumber: number;
}

/** Resolves what a group launches from: mixed instances and every override first, then the template, then the configuration. */
export class Launch {
  readonly #graph: Graph;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Each must satisfy every rule, since the next launch may use any of them. Throws after the last known one where there are more. */
  sourcesOf(group: View<'autoscaling.group'>): Known<LaunchSource> {
    return this.#graph.derive('launch', () => {
      const known = new Known<LaunchSource>();
      known.each(
        () => usesOf(group),
        (use) => known.add({ ...use, from: 'launch-template', version: this.#versionOf(use.reference, group) }),
      );
      known.guard(() => {
        const name = usesOf(group).length === 0 ? group.launchConfigurationName : null;
        if (name === null) return;
        known.add({ from: 'launch-configuration', name, configuration: this.#graph.find('autoscaling.launch-configuration', name, group) });
      });
      return known;
    });
  }

  /** The group's templates, as far as they exist. */
  templatesOf(group: View<'autoscaling.group'>): readonly View<'ec2.launch-template', Kind>[] {
    return this.#graph.derive('launch', () => [
      ...new Set(usesOf(group).flatMap(({ reference }) => this.#template(reference, group) ?? [])),
    ]);
  }

  /**
   * What a reference means today, or null where the template does not exist or has no such version name.
   * An id with a number says so itself: nothing else is read then.
   */
  meaningOf(reference: TemplateReference, group: View<'autoscaling.group'>): TemplateVersion | null {
    return this.#graph.derive('launch', () => this.#meaning(reference, group));
  }

  /** The version that a reference means today, or null where it is known not to exist. */
  versionOf(reference: TemplateReference, group: View<'autoscaling.group'>): View<'ec2.launch-template-version', Kind> | null {
    return this.#graph.derive('launch', () => this.#versionOf(reference, group));
  }

  #versionOf(reference: TemplateReference, group: View<'autoscaling.group'>): View<'ec2.launch-template-version', Kind> | null {
    const meaning = this.#meaning(reference, group);
    return meaning && this.#graph.find('ec2.launch-template-version', `${meaning.launchTemplateId}:${meaning.versionNumber}`, group);
  }

  #meaning(reference: TemplateReference, group: View<'autoscaling.group'>): TemplateVersion | null {
    const { launchTemplateId, version } = reference;
    if (launchTemplateId !== null && version !== null && isPinned(reference)) return { launchTemplateId, versionNumber: Number(version) };
    const template = this.#template(reference, group);
    const versionNumber = template && numberOf(version, template);
    return template === null || versionNumber === null ? null : { launchTemplateId: template.key, versionNumber };
  }

  #template(
    { launchTemplateId, launchTemplateName }: TemplateReference,
    group: View<'autoscaling.group'>,
  ): View<'ec2.launch-template', Kind> | null {
    if (launchTemplateId !== null) return this.#graph.find('ec2.launch-template', launchTemplateId, group);
    for (const template of this.#graph.list('ec2.launch-template', group)) if (template.name === launchTemplateName) return template;
    return null;
  }
}

/** Every template reference of a group as written, without following it. */
export function templateReferencesOf(group: References): readonly TemplateReference[] {
  return distinct(usesOf(group).map(({ reference }) => reference));
}

/** Templates with the image that an override gives, each pair once. */
function usesOf(group: References): readonly Pick<TemplateUse, 'reference' | 'imageId'>[] {
  if (group.mixedInstances === null) return group.launchTemplate === null ? [] : [{ reference: group.launchTemplate, imageId: null }];
  const { launchTemplate, overrides } = group.mixedInstances;
  const own = overrides.map((override) => ({ reference: override.launchTemplate ?? launchTemplate, imageId: override.imageId }));
  return distinct([{ reference: launchTemplate, imageId: null }, ...own]);
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** No version, or an empty one, means `$Default`. */
function numberOf(version: string | null, template: View<'ec2.launch-template', Kind>): number | null {
  if (version === '$Latest') return template.latestVersion;
  if (version === null || version === '' || version === '$Default') return template.defaultVersion;
  return /^\d+$/.test(version) ? Number(version) : null;
}

/** Whether the reference names one version for good. */
export function isPinned({ version }: TemplateReference): boolean {
  return version !== null && /^\d+$/.test(version);
}
