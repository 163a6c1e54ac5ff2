import { DescribeManagedPrefixListsCommand, type EC2Client, paginateGetManagedPrefixListEntries } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { ownedArn } from '../kit/ec2/owned-arn.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { tagMap } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.managed-prefix-list',
  list: {
    action: 'ec2:DescribeManagedPrefixLists',
    fetch: ({ ec2 }, _input: undefined, token) => ec2.send(new DescribeManagedPrefixListsCommand({ MaxResults: 100, NextToken: token })),
    items: (page) => page.PrefixLists,
    next: (page) => page.NextToken,
  },
  id: (list, scope) => list.PrefixListArn ?? ownedArn(scope, list.OwnerId, `prefix-list/${required(list.PrefixListId, 'PrefixListId')}`),
  key: (list) => required(list.PrefixListId, 'PrefixListId'),
  name: (list) => required(list.PrefixListName, 'PrefixListName'),
  facts: {
    prefixListName: (list) => required(list.PrefixListName, 'PrefixListName'),
    ownerId: (list) => required(list.OwnerId, 'OwnerId'),
    addressFamily: (list) => required(list.AddressFamily, 'AddressFamily'),
    state: (list) => list.State ?? null,
    version: (list) => list.Version ?? null,
    tags: (list) => tagMap(list.Tags),
  },
  relations: {},
  details: [
    {
      action: 'ec2:GetManagedPrefixListEntries',
      facts: ['cidrBlocks'],
      batch: 1,
      when: (list) => list.OwnerId !== 'AWS',
      otherwise: () => ({ cidrBlocks: null }),
      fetch: oneByOne(async ({ ec2 }, { key }) => ({ cidrBlocks: await entries(ec2, key) })),
    },
  ],
});

async function entries(client: EC2Client, prefixListId: string): Promise<readonly string[]> {
  const cidrBlocks: string[] = [];
  const pages = paginateGetManagedPrefixListEntries({ client, pageSize: 100, stopOnSameToken: true }, { PrefixListId: prefixListId });
  for await (const page of pages) cidrBlocks.push(...(page.Entries ?? []).map(({ Cidr }) => required(Cidr, 'Entries.Cidr')));
  return cidrBlocks;
}
