import { byKindAndPlace } from '../collectors/order.ts';
import type { NodeRecord, Snapshot } from '../model/snapshot.ts';
import { namedBy } from '../sources/aws-config/named.ts';

/** What AWS lists in every account that it is shared with, and AWS Config in that of its owner alone. */
const shareable: ReadonlySet<string> = new Set(['ec2.security-group', 'ec2.subnet', 'ec2.vpc']);

/**
 * Several accounts of AWS Config as AWS would list them: what one of them uses of another one's is seen there, too. Without that, nothing
 * would say that what stands in a shared VPC may belong to others than its owner.
 */
export function withShared({ header, nodes }: Snapshot): Snapshot {
  const keyOf = (kind: string, key: string, region: string, account: string) => `${kind} ${key} ${region} ${account}`;
  const owned = new Map<string, NodeRecord>();
  const seen = new Set<string>();
  for (const node of nodes) {
    const { kind, key, region, account, id } = node;
    if (!shareable.has(kind)) continue;
    seen.add(keyOf(kind, key, region, account));
    if (id.split(':')[4] === account) owned.set(keyOf(kind, key, region, ''), node);
  }
  const copies: NodeRecord[] = [];
  const waiting = header.accounts.length > 1 ? [...nodes] : [];
  for (let user = waiting.pop(); user !== undefined; user = waiting.pop()) {
    const { account, region } = user;
    for (const [kind, key] of namedBy(user)) {
      const node = owned.get(keyOf(kind, key, region, ''));
      const place = keyOf(kind, key, region, account);
      if (node === undefined || seen.has(place)) continue;
      seen.add(place);
      const copy = { ...node, account };
      copies.push(copy);
      // A shared subnet comes with its VPC.
      waiting.push(copy);
    }
  }
  if (copies.length === 0) return { header, nodes };
  const all = [...nodes, ...copies].sort(byKindAndPlace);
  return { header: { ...header, nodes: all.length }, nodes: all };
}
