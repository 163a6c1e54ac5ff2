import { isKind, kinds } from '../../model/kinds.ts';
import type { NodeRecord } from '../../model/snapshot.ts';
import { isObject } from '../json-value.ts';

type Named = readonly [kind: string, key: string];

/** Resources that a node names, by kind and key. */
export function namedBy({ kind, facts, relations, account }: NodeRecord): readonly Named[] {
  if (!isKind(kind)) return [];
  const related = Object.entries(kinds[kind].relations).flatMap(([name, { target }]) => {
    const named = relations[name] ?? [];
    return (typeof named === 'string' ? [named] : named).map((key) => [target, key] as const);
  });
  const all = (fact: string): readonly unknown[] => (Array.isArray(facts[fact]) ? facts[fact] : []);
  if (kind === 'ec2.route-table') return [...related, ...all('routes').flatMap(targetOf), ...all('associations').flatMap(subnetOf)];
  if (kind === 'ec2.security-group')
    return [...related, ...[...all('ingress'), ...all('egress')].flatMap((rule) => groupOf(rule, account))];
  return related;
}

function targetOf(route: unknown): readonly Named[] {
  if (!isObject(route) || typeof route['targetId'] !== 'string') return [];
  return [[`ec2.${String(route['targetType'])}`, route['targetId']]];
}

function subnetOf(association: unknown): readonly Named[] {
  return isObject(association) && typeof association['subnetId'] === 'string' ? [['ec2.subnet', association['subnetId']]] : [];
}

/** Groups of other accounts are no part of this one, nor are those behind a peering connection, which may be gone. */
function groupOf(rule: unknown, account: string): readonly Named[] {
  if (!isObject(rule) || rule['sourceType'] !== 'security-group' || typeof rule['source'] !== 'string') return [];
  const { sourceOwnerId: owner = null, peeringConnectionId: peering = null } = rule;
  return (owner === null || owner === account) && peering === null ? [['ec2.security-group', rule['source']]] : [];
}
