import { SelectAggregateResourceConfigCommand, SelectResourceConfigCommand } from '@aws-sdk/client-config-service';
import type { Clients } from '../../aws/clients.ts';
import { UnansweredError } from '../../aws/unanswered.ts';
import { ask } from './ask.ts';
import { type ConfigItem, itemColumns, itemOf } from './item.ts';

/** One page of rows, each JSON in a text. */
type Fetch = (
  token: string | undefined,
) => Promise<{ readonly Results?: readonly string[] | undefined; readonly NextToken?: string | undefined }>;

/**
 * All rows of a query, each once: AWS Config sends pages again now and then.
 *
 * @throws UnansweredError where a page token comes a second time, or where AWS refuses
 */
async function allRows(action: string, fetch: Fetch): Promise<readonly string[]> {
  const rows = new Set<string>();
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const asked = token;
    const page = await ask(action, () => fetch(asked));
    for (const row of page.Results ?? []) rows.add(row);
    token = page.NextToken || undefined;
    if (token !== undefined && tokens.has(token))
      throw new UnansweredError('malformed', `${action} sent the same page token twice.`, action);
    if (token !== undefined) tokens.add(token);
  } while (token !== undefined);
  return [...rows];
}

const itemsQuery = (type: string) => `SELECT ${itemColumns} WHERE resourceType = '${type}'`;

/** Everything of one type in one account and region; null for what cannot be read. */
export function selectItems(clients: Clients, type: string): Promise<readonly (ConfigItem | null)[]> {
  return selectAll(clients, itemsQuery(type)).then((rows) => rows.map(itemOf));
}

/** The rows of a query in one account and region. */
export function selectAll({ configService }: Clients, query: string): Promise<readonly string[]> {
  return allRows('config:SelectResourceConfig', (NextToken) =>
    configService.send(new SelectResourceConfigCommand({ Expression: query, Limit: 100, NextToken })),
  );
}

/** Everything of one type in all accounts and regions of an aggregator. */
export async function selectAggregated(
  { configService }: Clients,
  aggregator: string,
  type: string,
): Promise<readonly (ConfigItem | null)[]> {
  const rows = await allRows('config:SelectAggregateResourceConfig', (NextToken) =>
    configService.send(
      new SelectAggregateResourceConfigCommand({
        ConfigurationAggregatorName: aggregator,
        Expression: itemsQuery(type),
        Limit: 100,
        NextToken,
      }),
    ),
  );
  return rows.map(itemOf);
}
