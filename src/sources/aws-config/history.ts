import {
  GetResourceConfigHistoryCommand,
  type GetResourceConfigHistoryCommandOutput,
  type ResourceType,
} from '@aws-sdk/client-config-service';
import type { Clients } from '../../aws/clients.ts';
import { ask } from './ask.ts';
import { type ConfigItem, itemOf, unfolded } from './item.ts';
import { selectAll } from './select.ts';
import { isObject } from '../json-value.ts';

/** More tell nothing that is worth waiting for. */
const mostPages = 3;

/**
 * What AWS Config kept of one resource, newest first, as far back as a few pages reach.
 *
 * @param arn of the resource; AWS Config knows it by an id of its own
 * @throws UnansweredError where AWS refuses
 */
export async function historyOf(clients: Clients, type: string, arn: string): Promise<readonly ConfigItem[]> {
  // Quotes would end the text in the query; no ARN of these types has any.
  if (!/^[\w:/.*@+=,#-]+$/.test(arn)) return [];
  const [row] = await selectAll(clients, `SELECT resourceId WHERE resourceType = '${type}' AND arn = '${arn}'`);
  const found = unfolded(row);
  const id = isObject(found) ? found['resourceId'] : undefined;
  return typeof id === 'string' ? pagesOf(clients, type, id) : [];
}

async function pagesOf({ configService }: Clients, type: string, resourceId: string): Promise<readonly ConfigItem[]> {
  const items = new Map<string, ConfigItem>();
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    if (!isType(type)) return [];
    const input = { resourceType: type, resourceId, limit: 100, nextToken };
    const answer: GetResourceConfigHistoryCommandOutput = await ask('config:GetResourceConfigHistory', () =>
      configService.send(new GetResourceConfigHistoryCommand(input)),
    );
    for (const each of answer.configurationItems ?? []) {
      const item = itemOf(each);
      if (item !== null) items.set(`${each.configurationStateId ?? ''} ${item.capturedAt ?? ''}`, item);
    }
    nextToken = answer.nextToken || undefined;
    if (nextToken === undefined) break;
  }
  return [...items.values()].sort((a, b) => (b.capturedAt ?? 0) - (a.capturedAt ?? 0));
}

/** The SDK knows the types of its day; AWS knows them all. */
function isType(name: string): name is ResourceType {
  return name !== '';
}
