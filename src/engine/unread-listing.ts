import type { Graph } from '../graph/graph.ts';
import { kinds } from '../model/kinds.ts';
import type { Result, Severity } from '../model/report.ts';
import { idOfListing } from './identity.ts';
import type { Rule } from './rule.ts';

/** One `unknown` per rule, account and region where the subjects themselves could not all be listed; sorted by id. */
export function unreadListings(rule: Rule, severity: Severity, graph: Graph): Result[] {
  const { type, arn } = kinds[rule.subject];
  return graph
    .places()
    .flatMap((place): readonly Result[] => {
      const gap = graph.listingGap(rule.subject, place);
      if (gap === null) return [];
      const { account, region } = place;
      const id = `arn:${graph.header.partition}:${arn[0]}:${region}:${account}:${arn[1]}/*`;
      return [
        {
          id: idOfListing(rule.id, id),
          rule: rule.id,
          status: 'unknown',
          severity,
          resource: { id, kind: rule.subject, type, name: null, account, region, tags: null },
          workloads: [],
          message: `not every ${rule.subject} could be listed: ${gap.detail}`,
          evidence: [],
          related: [],
          gaps: [gap],
          fix: null,
          waiver: null,
        },
      ];
    })
    .sort((a, b) => (a.resource.id < b.resource.id ? -1 : 1));
}

/** Takes from the front what sorts before a resource id, so that the report stays in order. */
export function takeBefore(unread: Result[], id: string): readonly Result[] {
  const end = unread.findIndex((result) => result.resource.id >= id);
  return unread.splice(0, end === -1 ? unread.length : end);
}
