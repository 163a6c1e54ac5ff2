import { ListTagsForResourceCommand } from '@aws-sdk/client-elasticache';
import { required } from '../define.ts';
import { oneByOne } from '../one-by-one.ts';
import { tagMap } from '../values.ts';

/** ElastiCache sends no tags inline. */
export const tagsDetail = {
  action: 'elasticache:ListTagsForResource',
  facts: ['tags'],
  batch: 1,
  fetch: oneByOne(async ({ elastiCache }, { item }: { readonly key: string; readonly item: { readonly ARN?: string | undefined } }) => {
    const page = await elastiCache.send(new ListTagsForResourceCommand({ ResourceName: required(item.ARN, 'ARN') }));
    return { tags: tagMap(page.TagList) };
  }),
} as const;
