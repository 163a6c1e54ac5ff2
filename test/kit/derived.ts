import { Graph } from '../../src/graph/graph.ts';
import { isGapSignal } from '../../src/graph/signal.ts';
import type { View } from '../../src/graph/view.ts';
import type { Kind } from '../../src/model/kinds.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { deriveTopology, type Topology } from '../../src/topology/topology.ts';
import { account, region } from './world.ts';

export interface Derived extends Topology {
  /** A node of the tests' account and region; it must exist. */
  readonly view: <K extends Kind>(kind: K, key: string) => View<K, Kind>;
}

/** What follows from a world. */
export function derived(snapshot: Snapshot): Derived {
  const graph = new Graph(snapshot.header, snapshot.nodes, { actionsOf: () => [] });
  return {
    ...deriveTopology(graph),
    view(kind, key) {
      const view = graph.find(kind, key, { account, region });
      if (view === null) throw new Error(`no ${kind} ${key} in this world`);
      return view;
    },
  };
}

/** What a reading gives: its value, or the gaps it ends in, as `reason` or `reason action`. */
export function answer<T>(read: () => T): T | { readonly gaps: readonly string[] } {
  try {
    return read();
  } catch (thrown) {
    if (!isGapSignal(thrown)) throw thrown;
    return { gaps: thrown.gaps.map(({ reason, action }) => (action === null ? reason : `${reason} ${action}`)) };
  }
}
