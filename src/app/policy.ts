import { neededActions } from '../generated/actions.ts';
import type { Kind } from '../model/kinds.ts';

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: '*';
  }[];
}

/**
 * The least-privilege IAM policy that reads these kinds. Describe and List actions know no resource-level permissions worth
 * having here, so the resource is `*`; every action only reads. `sts:GetCallerIdentity` needs no permission.
 */
export function policyFor(kinds: Iterable<Kind>): PolicyDocument {
  const actions = [...new Set([...actionsFor(kinds), 'ec2:DescribeRegions'])].sort();
  return { Version: '2012-10-17', Statement: [{ Sid: 'HaAuditRead', Effect: 'Allow', Action: actions, Resource: '*' }] };
}

/** The IAM actions that reading these kinds takes, sorted. */
export function actionsFor(kinds: Iterable<Kind>): readonly string[] {
  return [...new Set([...kinds].flatMap((kind) => neededActions[kind]))].sort();
}
