import { type Kind, kindNames } from '../../src/model/kinds.ts';
import type { CoverageEntry } from '../../src/model/coverage.ts';
import { type NodeRecord, type SnapshotHeader, snapshotSchemaId } from '../../src/model/snapshot.ts';
import { autoScalingMakers } from './auto-scaling.ts';
import { balancingMakers } from './balancing.ts';
import { computeMakers } from './compute.ts';
import { dataMakers } from './data.ts';
import { gatewayMakers } from './gateways.ts';
import { identityMakers } from './identity.ts';
import { networkMakers } from './network.ts';
import { type Makers, nodesOf } from './node.ts';
import { securityMakers } from './security.ts';
import { Service } from './service.ts';

const makers: Makers = {
  ...autoScalingMakers,
  ...balancingMakers,
  ...computeMakers,
  ...dataMakers,
  ...gatewayMakers,
  ...identityMakers,
  ...networkMakers,
  ...securityMakers,
};

const account = '123456789012';

/** Regions in the order of their names, with their part of the services: accounts are seldom even. */
const shares: readonly (readonly [region: string, share: number])[] = [
  ['ap-southeast-2', 0.05],
  ['eu-central-1', 0.15],
  ['eu-west-1', 0.6],
  ['us-east-1', 0.2],
];

export interface SyntheticAccount {
  readonly header: SnapshotHeader;
  /** Sorted by kind and id; made while they are iterated, again every time. */
  readonly nodes: Iterable<NodeRecord>;
}

/**
 * An account of at least so many resources: the same bytes for the same number, in about the proportions of a real one.
 *
 * @param oneRegion puts everything into one region, the worst case for whatever looks at its neighbours
 */
export function syntheticAccount(resources: number, { oneRegion = false } = {}): SyntheticAccount {
  const services = servicesFor(resources, oneRegion ? [['eu-west-1', 1]] : shares);
  const regions = [...new Set(services.map(({ region }) => region))];
  const coverage: CoverageEntry[] = [];
  for (const kind of kindNames) {
    for (const region of regions) {
      const items = services
        .filter((service) => service.region === region)
        .reduce((sum, service) => sum + (makers[kind]?.(service).length ?? 0), 0);
      coverage.push({ kind, account, region, status: 'complete', items, gaps: [], listed: true });
    }
  }
  const header = {
    schema: snapshotSchemaId,
    tool: { name: 'ha-audit', version: '0.0.0' },
    source: 'synthetic',
    startedAt: '2026-11-01T08:00:00.000Z',
    finishedAt: '2026-11-01T08:05:00.000Z',
    partition: 'aws',
    accounts: [account],
    regions,
    unreadRegions: [],
    coverage,
    nodes: coverage.reduce((sum, { items }) => sum + items, 0),
  } as const;
  return { header, nodes: { [Symbol.iterator]: () => nodes(services) } };
}

/** Just enough services for the number of resources, region by region. */
function servicesFor(resources: number, regions: typeof shares): readonly Service[] {
  const services: Service[] = [];
  for (const [region, share] of regions) {
    let made = 0;
    for (let local = 0; made < resources * share; local += 1) {
      const service = new Service(services.length, local, account, region);
      made += kindNames.reduce((sum, kind) => sum + (makers[kind]?.(service).length ?? 0), 0);
      services.push(service);
    }
  }
  return services;
}

function* nodes(services: readonly Service[]): Generator<NodeRecord, void, undefined> {
  for (const kind of kindNames) for (const service of services) yield* of(kind, service);
}

function of<K extends Kind>(kind: K, service: Service): readonly NodeRecord[] {
  return nodesOf(kind, makers[kind], service);
}
