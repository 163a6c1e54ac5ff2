import type { Graph } from '../graph/graph.ts';
import type { Kind } from '../model/kinds.ts';
import { Launch, launchReads } from './launch.ts';
import { Routing, routingReads } from './routing.ts';
import { SecurityRules, securityRulesReads } from './security-rules.ts';
import { Tiers, tiersReads } from './tiers.ts';
import { Zones, zonesReads } from './zones.ts';

/** What follows from the facts, derived once and lazily. */
export interface Topology {
  readonly launch: Launch;
  readonly routing: Routing;
  readonly securityRules: SecurityRules;
  readonly tiers: Tiers;
  readonly zones: Zones;
}

export type DerivationName = keyof Topology;

const reads = {
  launch: launchReads,
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
  return { launch, routing: new Routing(graph), securityRules: new SecurityRules(graph), tiers: new Tiers(graph, launch), zones: new Zones(graph) };
}
