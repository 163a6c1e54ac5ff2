import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AwsEndpoint } from './aws-endpoint.ts';

/** One request that AWS, or an emulator, answered. */
export interface Exchange {
  /** The call: `service:Operation`, APIs of one name told apart. */
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** The same for requests that ask the same. */
export function exchangeKey(action: string, parameters: Readonly<Record<string, unknown>>): string {
  const asked = Object.entries(parameters).filter(([name]) => name !== 'Action' && name !== 'Version');
  return `${action} ${JSON.stringify(asked.sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** An endpoint that answers as was recorded, and like an empty account where the emulator that was recorded has no such call. */
export async function replay(path: string): Promise<AwsEndpoint> {
  const exchanges = readExchanges(path);
  const answers = new Map(exchanges.map((exchange) => [exchangeKey(exchange.action, exchange.parameters), exchange]));
  const endpoint = await AwsEndpoint.start();
  for (const action of new Set(exchanges.map((exchange) => exchange.action))) {
    endpoint.on(action, (request) => {
      const exchange = answers.get(exchangeKey(request.call, request.parameters));
      if (exchange === undefined) throw new Error(`not recorded: ${exchangeKey(request.call, request.parameters)}`);
      const { status, contentType, body } = exchange;
      return { wire: { status, contentType, body } };
    });
  }
  endpoint.answersEmpty = true;
  return endpoint;
}

export function readExchanges(path: string): readonly Exchange[] {
  const parsed: unknown = JSON.parse(gunzipSync(readFileSync(path)).toString());
  if (!Array.isArray(parsed) || !parsed.every(isExchange)) throw new Error(`${path} is no recording`);
  return parsed;
}

function isExchange(value: unknown): value is Exchange {
  return typeof value === 'object' && value !== null && 'action' in value && 'parameters' in value && 'body' in value;
}
