import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { required } from '../define.ts';

/** Keys of the tags that stay with the group, sorted. */
export function unpropagatedTagKeys(group: AutoScalingGroup): readonly string[] {
  return (group.Tags ?? [])
    .filter((tag) => !required(tag.PropagateAtLaunch, 'Tags.PropagateAtLaunch'))
    .map((tag) => required(tag.Key, 'Tags.Key'))
    .sort();
}
