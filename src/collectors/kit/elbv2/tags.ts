import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clients } from '../../../aws/clients.ts';
import { required } from '../define.ts';
import { tagMap } from '../values.ts';

/** Tags of load balancers, listeners and target groups: no `Describe` call sends them inline. */
export const tagsDetail = {
  action: 'elasticloadbalancing:DescribeTags',
  facts: ['tags'],
  batch: 20,
  fetch: async ({ elbv2 }: Clients, items: readonly { readonly key: string }[]) => {
    const page = await elbv2.send(new DescribeTagsCommand({ ResourceArns: items.map(({ key }) => key) }));
    return new Map((page.TagDescriptions ?? []).map((found) => [required(found.ResourceArn, 'ResourceArn'), { tags: tagMap(found.Tags) }]));
  },
} as const;
