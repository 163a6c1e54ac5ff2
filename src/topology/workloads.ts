import type { Graph } from '../graph/graph.ts';
import type { AnyView } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import type { Workload } from '../model/report.ts';
import { tiersReads } from './tiers.ts';
import type { Topology } from './topology.ts';
import type { WorkloadSetting } from './workload-names.ts';

export const workloadsReads = [...tiersReads, 'ec2.availability-zone', 'ec2.volume', 'ec2.vpc'] as const satisfies readonly Kind[];

/** Which resources serve together. For grouping and display; what cannot be read is left out, and no verdict rests on it. */
export class Workloads {
  readonly all: readonly Workload[] = [];

  constructor(_graph: Graph, _topology: Pick<Topology, 'launch' | 'zones'>, _settings: readonly WorkloadSetting[]) {}

  /** Names of the workloads a resource belongs to, sorted. */
  namesOf(_view: AnyView): readonly string[] {
    return [];
  }

  /** Boot time in seconds that the configuration declares for the workload of a resource. */
  declaredBootSecondsOf(_view: AnyView): number | null {
    return null;
  }
}
