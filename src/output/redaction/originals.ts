import type { Report, ResourceReference } from '../../model/report.ts';
import { arnParts } from './arn.ts';

/** What the owner of an account wrote, as far as a report holds it in fields of its own. */
export interface Originals {
  /** Of resources, workloads and accounts; replaced wherever they stand, though they were ordinary words. */
  readonly names: ReadonlySet<string>;
  /** Values of tags, and what waivers say. */
  readonly others: ReadonlySet<string>;
}

export function originalsIn(report: Report): Originals {
  const names = new Set<string>();
  const others = new Set<string>();
  const addArn = (arn: string): void => {
    for (const { text, isName } of arnParts(arn)?.segments ?? [{ text: arn, isName: true }]) if (isName) names.add(text);
  };
  const addResource = ({ id, name, tags }: Pick<ResourceReference, 'id' | 'name' | 'tags'>): void => {
    addArn(id);
    if (name !== null) names.add(name);
    for (const value of Object.values(tags ?? {})) others.add(value);
  };
  const { run, workloads, networks = [], seen = [], waivers = [], baseline } = report;
  for (const [id, name] of Object.entries(run.accountNames ?? {})) names.add(id).add(name);
  for (const { name, environment, placement } of workloads) {
    names.add(name);
    if (environment !== null) others.add(environment);
    for (const { resource, subnets } of placement) for (const arn of [resource, ...subnets]) addArn(arn);
  }
  for (const { subnets, natGateways, ...vpc } of networks)
    for (const { id, name } of [vpc, ...subnets, ...(natGateways ?? [])]) addResource({ id, name, tags: null });
  for (const { examples } of seen) for (const example of examples) names.add(example);
  for (const { match, reason, owner, ticket = '' } of waivers)
    for (const text of [reason, owner, ticket, ...Object.values(match)]) others.add(text);
  if (baseline !== undefined)
    for (const { resource, name } of [...baseline.fixed, ...baseline.unknown, ...baseline.gone, ...baseline.notJudged])
      addResource({ id: resource, name, tags: null });
  for (const { resource, workloads: own, related, evidence, follows, waiver } of report.results) {
    addResource(resource);
    for (const name of own) names.add(name);
    for (const arn of [...related, ...evidence.map((each) => each.resource), ...(follows === undefined ? [] : [follows.resource])])
      addArn(arn);
    if (waiver !== null)
      others
        .add(waiver.reason)
        .add(waiver.owner)
        .add(waiver.ticket ?? '');
  }
  return { names, others };
}
