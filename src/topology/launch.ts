import type { Graph } from '../graph/graph.ts';
import type { View } from '../graph/view.ts';
import type { Facts, Kind } from '../model/kinds.ts';

export const launchReads = ['ec2.launch-template', 'ec2.launch-template-version', 'autoscaling.launch-configuration'] as const satisfies readonly Kind[];

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
      /** Null where the template is known not to exist. */
      readonly template: View<'ec2.launch-template', Kind> | null;
      /** Null where the version is known not to exist. */
      readonly version: View<'ec2.launch-template-version', Kind> | null;
    }
  | {
      readonly from: 'launch-configuration';
      readonly name: string;
      /** Null where the configuration is known not to exist. */
      readonly configuration: View<'autoscaling.launch-configuration', Kind> | null;
    };

/** Resolves what a group launches from: mixed instances and every override first, then the template, then the configuration. */
export class Launch {
  readonly #graph: Graph;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Every reference of the group as written, without following it. */
  references(group: Pick<Facts<'autoscaling.group'>, 'mixedInstances' | 'launchTemplate'>): readonly TemplateReference[] {
    if (group.mixedInstances !== null) {
      const { launchTemplate, overrides } = group.mixedInstances;
      return [launchTemplate, ...overrides.flatMap((override) => override.launchTemplate ?? [])];
    }
    return group.launchTemplate === null ? [] : [group.launchTemplate];
  }

  /** Each must satisfy every rule: the next launch may use any of them. */
  sourcesOf(group: View<'autoscaling.group'>): readonly LaunchSource[] {
    const references = this.references(group);
    const name = references.length === 0 ? group.launchConfigurationName : null;
    return this.#graph.derive('launch', () =>
      name === null
        ? references.map((reference) => this.#resolve(reference, group))
        : [{ from: 'launch-configuration', name, configuration: this.#graph.find('autoscaling.launch-configuration', name, group) }],
    );
  }

  /** Number of the version a reference means now, or null where the template does not exist. */
  versionNumber(reference: TemplateReference, group: View<'autoscaling.group'>): number | null {
    return this.#graph.derive('launch', () => {
      const template = this.#template(reference, group);
      return template === null ? null : numberOf(reference, template);
    });
  }

  #resolve(reference: TemplateReference, group: View<'autoscaling.group'>): LaunchSource {
    const template = this.#template(reference, group);
    const number = template === null ? null : numberOf(reference, template);
    const version = template === null || number === null ? null : this.#graph.find('ec2.launch-template-version', `${template.key}:${number}`, group);
    return { from: 'launch-template', reference, template, version };
  }

  #template(reference: TemplateReference, group: View<'autoscaling.group'>): View<'ec2.launch-template', Kind> | null {
    if (reference.launchTemplateId !== null) return this.#graph.find('ec2.launch-template', reference.launchTemplateId, group);
    for (const template of this.#graph.list('ec2.launch-template', group)) if (template.name === reference.launchTemplateName) return template;
    return null;
  }
}

/** No version, or an empty one, means `$Default`. */
function numberOf({ version }: TemplateReference, template: View<'ec2.launch-template', Kind>): number | null {
  if (version === '$Latest') return template.latestVersion;
  if (version === null || version === '' || version === '$Default') return template.defaultVersion;
  return /^\d+$/.test(version) ? Number(version) : null;
}

/** Whether the reference names one version for good. */
export function isPinned({ version }: TemplateReference): boolean {
  return version !== null && /^\d+$/.test(version);
}
