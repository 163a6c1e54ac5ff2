import type { Clients } from './clients.ts';

/** A call that a client was asked to make. */
export interface StandInCall {
  /** Client and operation, such as `ec2:DescribeVpcs`. */
  readonly operation: `${string}:${string}`;
  readonly input: unknown;
}

/**
 * Answers a call in AWS's place, in the shape of the SDK; undefined leaves it to AWS.
 *
 * @throws UnansweredError where neither shall answer
 */
export type StandIn = (call: StandInCall) => Promise<object | undefined>;

/** Clients that ask somebody else first. Collectors and their mappings stay as they are. */
export function withStandIn(clients: Clients, standIn: StandIn): Clients {
  return new Proxy(clients, {
    get(target, service) {
      const client: unknown = Reflect.get(target, service);
      return typeof client === 'object' && client !== null && typeof service === 'string' ? asking(client, service, standIn) : client;
    },
  });
}

function asking(client: object, service: string, standIn: StandIn): object {
  const send = async (command: object): Promise<unknown> => {
    const input: unknown = Reflect.get(command, 'input');
    const answer = await standIn({ operation: `${service}:${nameOf(command)}`, input });
    return answer ?? (isSender(client) ? client.send(command) : undefined);
  };
  return new Proxy(client, { get: (target, member): unknown => (member === 'send' ? send : Reflect.get(target, member)) });
}

function isSender(client: object): client is { send(command: object): Promise<unknown> } {
  return 'send' in client && typeof client.send === 'function';
}

/** A command carries the model of its operation; the name of its class does not survive the bundling. */
function nameOf(command: object): string {
  const schema: unknown = Reflect.get(command, 'schema');
  const name: unknown = Array.isArray(schema) ? schema[2] : undefined;
  if (typeof name !== 'string') throw new TypeError('a command of the SDK no longer names its operation');
  return name;
}
