import type { Collected, CollectedNodes, Request } from '../define.ts';

type Group = Collected<'autoscaling.group'>;

/** One request for each group, by its name. */
export function perGroup(nodes: CollectedNodes): readonly Request<string>[] {
  return nodes('autoscaling.group').map(forGroup);
}

export function forGroup({ key }: Group): Request<string> {
  return { input: key, parent: { kind: 'autoscaling.group', key } };
}
