import { HttpResponse } from '@smithy/core/protocols';

/** What a package exports, looked up by name. */
export type Module = Readonly<Record<string, unknown>>;

type Class = new (input: unknown) => object;

interface Sender {
  send(command: object): Promise<unknown>;
}

/** A canned HTTP answer. */
export interface Answer {
  readonly statusCode: number;
  readonly contentType: string;
  readonly body: string;
}

export function construct(module: Module, name: string, input: unknown): object {
  const value = module[name];
  if (!isClass(value)) throw new TypeError(`${name} is no class`);
  return new value(input);
}

function isClass(value: unknown): value is Class {
  return typeof value === 'function' && value.prototype !== undefined;
}

export function isSender(value: object): value is Sender {
  return 'send' in value && typeof value.send === 'function';
}

/** The request that a command becomes, and what the SDK makes of the answer: a result, or the error it throws. */
export async function exchange(module: Module, clientName: string, command: string, input: unknown, answer: Answer): Promise<unknown> {
  const requests: unknown[] = [];
  const client = construct(module, clientName, {
    region: 'us-east-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: {
      handle: (request: { readonly method: string; readonly path: string; readonly query: unknown; readonly body: unknown }) => {
        requests.push({ method: request.method, path: request.path, query: request.query, body: textOf(request.body) });
        const headers = { 'content-type': answer.contentType };
        return Promise.resolve({ response: new HttpResponse({ statusCode: answer.statusCode, headers, body: Buffer.from(answer.body) }) });
      },
    },
  });
  if (!isSender(client)) throw new TypeError(`${clientName} cannot send`);
  const result = await client.send(construct(module, command, input)).catch(describeError);
  return { requests, result };
}

function textOf(body: unknown): unknown {
  return body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : body;
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return {
    name: error.name,
    message: error.message,
    ...Object.fromEntries(Object.entries(error).filter(([field]) => !field.startsWith('$response'))),
  };
}
