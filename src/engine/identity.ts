import { hash } from 'node:crypto';
import type { Graph } from '../graph/graph.ts';
import { ifKnown } from '../graph/signal.ts';
import { type AnyView, isViewOf } from '../graph/view.ts';
import { kinds } from '../model/kinds.ts';

/**
 * Numbers findings so that they keep their identity over rewording, replaced members and re-created load balancers.
 * A member of a group is known by its owner and role, and by its place among the members with the same verdict.
 */
export class FindingIdentity {
  readonly #graph: Graph;
  readonly #seen = new Map<string, number>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Call once per result, in the order of the report. */
  idOf(rule: string, view: AnyView, status: string): string {
    const owner = ownerOf(view, this.#graph);
    if (owner === null) return digest([rule, view.kind, view.account, view.region, nameOf(view)]);
    const member = [rule, view.kind, view.account, view.region, owner, status];
    const key = member.join('\u0000');
    const ordinal = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, ordinal);
    return digest([...member, String(ordinal)]);
  }
}

export function idOfListing(rule: string, id: string): string {
  return digest([rule, id]);
}

function nameOf(view: AnyView): string {
  return kinds[view.kind].identifiedBy === 'name' ? (view.name ?? view.key) : view.key;
}

/** Owner and role of what a group replaces at will: its instances, and their volumes by device. */
function ownerOf(view: AnyView, graph: Graph): string | null {
  if (isViewOf(view, 'ec2.instance')) return ifKnown(() => view.autoScalingGroupName) ?? null;
  if (!isViewOf(view, 'ec2.volume')) return null;
  const attachment = ifKnown(() => view.attachments)?.[0];
  const instanceId = attachment?.instanceId ?? null;
  const instance = instanceId === null ? null : ifKnown(() => graph.find('ec2.instance', instanceId, view));
  const group = instance === null || instance === undefined ? null : ifKnown(() => instance.autoScalingGroupName);
  return typeof group === 'string' ? `${group} ${attachment?.deviceName ?? ''}` : null;
}

function digest(parts: readonly string[]): string {
  return hash('sha256', parts.join('\u0000')).slice(0, 20);
}
