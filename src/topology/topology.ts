import type { Graph } from '../graph/graph.ts';
import type { Kind } from '../model/kinds.ts';
import { Compute } from './compute.ts';
import { DataPorts, dataPortsReads } from './data-ports.ts';
import { Fleets, fleetsReads } from './fleets.ts';
import { Launch, launchReads } from './launch.ts';
import { NatGateways, natGatewaysReads } from './nat-gateways.ts';
import { RoleUse, roleUseReads } from './role-use.ts';
import { Routing, routingReads } from './routing.ts';
import { SecurityPaths, securityPathsReads } from './security-paths.ts';
import { SecurityRules, securityRulesReads } from './security-rules.ts';
import { SubnetTiers, subnetTiersReads } from './subnet-tiers.ts';
import { TargetPorts, targetPortsReads } from './target-ports.ts';
import { TemplateUse, templateUseReads } from './template-use.ts';
import { Tiers, tiersReads } from './tiers.ts';
import { Zones, zonesReads } from './zones.ts';

/** What follows from the facts, derived once and lazily. */
export interface Topology {
  readonly dataPorts: DataPorts;
  readonly fleets: Fleets;
  readonly launch: Launch;
  readonly natGateways: NatGateways;
  readonly roleUse: RoleUse;
  readonly routing: Routing;
  readonly securityPaths: SecurityPaths;
  readonly securityRules: SecurityRules;
  readonly subnetTiers: SubnetTiers;
  readonly targetPorts: TargetPorts;
  readonly templateUse: TemplateUse;
  readonly tiers: Tiers;
  readonly zones: Zones;
}

export type DerivationName = keyof Topology;

const reads = {
  dataPorts: dataPortsReads,
  fleets: fleetsReads,
  launch: launchReads,
  natGateways: natGatewaysReads,
  roleUse: roleUseReads,
  routing: routingReads,
  securityPaths: securityPathsReads,
  securityRules: securityRulesReads,
  subnetTiers: subnetTiersReads,
  targetPorts: targetPortsReads,
  templateUse: templateUseReads,
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
  const securityRules = new SecurityRules(graph);
  const targetPorts = new TargetPorts(graph, compute);
  const zones = new Zones(graph);
  const natGateways = new NatGateways(graph, zones);
  return {
    dataPorts: new DataPorts(graph),
    fleets: new Fleets(graph, launch),
    launch,
    natGateways,
    roleUse: new RoleUse(graph, launch),
    routing: new Routing(graph, natGateways),
    securityPaths: new SecurityPaths(graph, compute, targetPorts, securityRules),
    securityRules,
    subnetTiers: new SubnetTiers(graph),
    targetPorts,
    templateUse: new TemplateUse(graph),
    tiers: new Tiers(graph, compute),
    zones,
  };
}
