import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface DestinationRequest {
  /** As the signature names it. */
  readonly service: string;
  readonly region: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface DestinationAnswer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Null answers never. */
type Respond = (request: DestinationRequest) => DestinationAnswer | null;

/** What the audit writes to, on loopback: a bucket in memory, and answers by service for the rest. */
export class DestinationsEndpoint {
  readonly received: DestinationRequest[] = [];
  readonly objects = new Map<string, { readonly body: Buffer; readonly version: string }>();
  /** Is asked before anybody answers; null lets the request pass. */
  interfering: (request: DestinationRequest) => DestinationAnswer | 'silence' | null = () => null;
  readonly #server: Server;
  readonly #responders = new Map<string, Respond>();
  #writes = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.#serve(request, response));
  }

  static async start(): Promise<DestinationsEndpoint> {
    const endpoint = new DestinationsEndpoint(createServer());
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    return endpoint;
  }

  /** What the SDK needs to come here, and to nowhere else. */
  get variables(): Readonly<Record<string, string>> {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the endpoint does not listen');
    return {
      AWS_ACCESS_KEY_ID: 'AKIDTESTER',
      AWS_SECRET_ACCESS_KEY: 'tester-secret',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  on(service: string, respond: Respond): this {
    this.#responders.set(service, respond);
    return this;
  }

  /** Answers in turn; the last one for good. */
  inTurn(service: string, ...answers: readonly (DestinationAnswer | null)[]): this {
    let turn = 0;
    return this.on(service, () => answers[Math.min(turn++, answers.length - 1)] ?? null);
  }

  to(service: string): readonly DestinationRequest[] {
    return this.received.filter((request) => request.service === service);
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, region = '', service = ''] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(incoming.headers.authorization ?? '') ?? [];
    const { method = '', url = '', headers } = incoming;
    const request = { service, region, method, path: url.replace(/\?.*$/, ''), headers, body: await buffer(incoming) };
    this.received.push(request);
    const scripted = this.#responders.get(service) ?? (service === 's3' ? (each: DestinationRequest) => this.#bucket(each) : missing);
    const answer = this.interfering(request) ?? scripted(request);
    if (answer !== null && answer !== 'silence') response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  #bucket({ method, path, headers, body }: DestinationRequest): DestinationAnswer {
    const held = this.objects.get(path);
    if (method === 'GET') {
      if (held === undefined) return s3Error(404, 'NoSuchKey');
      return { status: 200, body: held.body, headers: { etag: held.version } };
    }
    const { 'if-match': over, 'if-none-match': onlyNew } = headers;
    if ((over !== undefined && over !== held?.version) || (onlyNew === '*' && held !== undefined))
      return s3Error(412, 'PreconditionFailed');
    const version = `"${++this.#writes}"`;
    this.objects.set(path, { body, version });
    return { status: 200, body: '', headers: { etag: version } };
  }
}

function missing({ service }: DestinationRequest): DestinationAnswer {
  return { status: 418, body: `the test has no answer of ${service}` };
}

export function s3Error(status: number, code: string): DestinationAnswer {
  return {
    status,
    body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>told by the test</Message></Error>`,
    headers: { 'content-type': 'application/xml' },
  };
}

export function jsonAnswer(body: object, status = 200): DestinationAnswer {
  return { status, body: JSON.stringify(body), headers: { 'content-type': 'application/x-amz-json-1.1' } };
}

/** SNS speaks XML. */
export const published: DestinationAnswer = {
  status: 200,
  body: '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
  headers: { 'content-type': 'text/xml' },
};

export function snsError(status: number, code: string): DestinationAnswer {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>told by the test</Message></Error></ErrorResponse>`,
    headers: { 'content-type': 'text/xml' },
  };
}
