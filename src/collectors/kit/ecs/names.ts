import type { Tag } from '@aws-sdk/client-ecs';
import { tagMap } from '../values.ts';

/** What stands after the last slash of an ARN: a name, or an id. */
export function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** ECS spells its tags in lower case. */
export function ecsTags(tags: readonly Tag[] | undefined): Record<string, string> {
  return tagMap(tags?.map(({ key, value }) => ({ Key: key, Value: value })));
}
