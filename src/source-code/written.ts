import type { ResourceReference } from '../model/report.ts';
import { type Block, type Setting, settingAt } from './code.ts';
import type { Templates } from './cloudformation/templates.ts';
import { codeTypesOf } from './resource-types.ts';
import type { DeployedResources } from './terraform/deployed.ts';
import type { Place, TerraformTree } from './terraform/tree.ts';
import { plainName, type Wanted } from './wanted-settings.ts';

/** Where a resource is written: its blocks, or the call of the module that holds them. */
export interface Written {
  readonly language: 'terraform' | 'cloudFormation';
  readonly precision: 'block' | 'module';
  readonly address: string;
  /** What overrides comes first; the block itself is the last one. */
  readonly places: readonly Place[];
}

export interface Sources {
  readonly tree: TerraformTree;
  readonly templates: Templates;
  readonly deployed: DeployedResources;
}

const stackTag = 'aws:cloudformation:stack-name';
const logicalIdTag = 'aws:cloudformation:logical-id';

/** What state or plan, then tags of the stack, then a name that is written once say of a resource. */
export function writtenAt(resource: ResourceReference, sources: Sources): Written | null {
  const { deployed } = sources;
  const types = codeTypesOf(resource.kind);
  const known = deployed.ofArn(resource.id) ?? (types === null ? null : deployed.named(types.terraform, types.attribute, resource));
  if (known !== null) return terraform(known.places, known.instance.label);
  return stackMember(resource, [resource.type], sources) ?? byName(resource, sources);
}

/** What state or plan say of a resource that only its ARN is known of. */
export function writtenAtArn(arn: string, { deployed }: Sources): Written | null {
  const known = deployed.ofArn(arn);
  return known === null ? null : terraform(known.places, known.instance.label);
}

/** By the tags that CloudFormation sets. */
export function stackMember({ tags }: ResourceReference, types: readonly string[], { templates }: Sources): Written | null {
  const [stack, logicalId] = [tags?.[stackTag], tags?.[logicalIdTag]];
  const place = stack === undefined || logicalId === undefined ? null : templates.resource(stack, logicalId, types);
  return place === null ? null : { language: 'cloudFormation', precision: 'block', address: `${stack}/${logicalId}`, places: [place] };
}

function byName(resource: ResourceReference, { tree, templates, deployed }: Sources): Written | null {
  const { kind, name, type } = resource;
  const types = codeTypesOf(kind);
  if (types === null || name === null) return null;
  // A stack that is not in the tree made it, whatever else there has its name.
  if (resource.tags?.[stackTag] !== undefined) return null;
  const blocks = types.terraform.flatMap((each) => tree.named(each, types.attribute, name)).filter((place) => !deployed.covers(place));
  const resources = templates.named(type, types.property, name);
  if (blocks.length + resources.length !== 1) return null;
  const [place] = blocks;
  if (place !== undefined) return terraform([place], place.block.labels.join('.'));
  return { language: 'cloudFormation', precision: 'block', address: resources[0]?.block.labels[0] ?? '', places: resources };
}

function terraform(places: readonly Place[], address: string): Written | null {
  const block = places.at(-1)?.block;
  if (block === undefined) return null;
  return { language: 'terraform', precision: block.type === 'module' ? 'module' : 'block', address, places };
}

/** A setting that is written in one of the blocks, and where. */
export function settingOf(
  { places, precision }: Written,
  wanted: readonly Wanted[],
  fact: string,
): (Place & { readonly setting: Setting }) | null {
  if (precision === 'module') return null;
  for (const { type, path } of wanted)
    for (const place of places) {
      const setting =
        type === null || type === typeOf(place.block) ? (settingAt(place.block.settings, path) ?? inTemplateData(place.block, path)) : null;
      if (setting !== null) return { ...place, setting };
    }
  return settingNamed(places, fact);
}

/** CloudFormation has the settings of a launch template in one property. */
function inTemplateData({ settings }: Block, path: readonly string[]): Setting | null {
  return settingAt(settings, ['LaunchTemplateData', ...path]);
}

function settingNamed(places: readonly Place[], fact: string): (Place & { readonly setting: Setting }) | null {
  for (const place of places)
    for (const [name, [setting, ...others]] of place.block.settings)
      if (setting !== undefined && others.length === 0 && plainName(name) === plainName(fact)) return { ...place, setting };
  return null;
}

function typeOf({ type, labels }: Block): string {
  return type === 'resource' ? (labels[0] ?? '') : type;
}
