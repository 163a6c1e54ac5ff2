import type { Graph } from '../graph/graph.ts';
import type { Kind } from '../model/kinds.ts';
import { Compute } from './compute.ts';
import { Launch, launchReads } from './launch.ts';
import { NatGateways, natGatewaysReads } from './nat-gateways.ts';
import { Routing, routingReads } from './routing.ts';
import { SecurityRules, securityRulesReads } from './security-rules.ts';
import { Tiers, tiersReads } from './tiers.ts';
import { Zones, zonesReads } from './zones.ts';

/** What follows from the facts, derived once and lazily. */
export interface Topology {
  readonly launch: Launch;
  readonly natGateways: NatGateways;
  readonly routing: Routing;
  readonly securityRules: SecurityRules;
  readonly tiers: Tiers;
  readonly zones: Zones;
}

export type DerivationName = keyof Topology;

const reads = {
  launch: launchReads,
  natGateways: natGatewaysReads,
  routing: routingReads,
  securityRules: securityRulesReads,
  tiers: tiersReads,
  zones: zonesReads,
} as const satisfies Record<DerivationName, readonly Kind[]>;

/** The kinds a derivation may read. */
export function readsOf(name: DerivationName): readonly Kind[] {
  return reads[name];
}

export function deriveTopology(graph: Graph): Topology {
  const launch = new Launch(graph);
  const compute = new Compute(graph, launch);
  const zones = new Zones(graph);
  const natGateways = new NatGateways(graph, zones);
  return {
    launch,
    natGateways,
    routing: new Routing(graph, natGateways),
    securityRules: new SecurityRules(graph),
    tiers: new Tiers(graph, compute),
    zones,
  };
}
