import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtInAnswers } from './aws-built-in.ts';
import { readRequest, type WireRequest } from './aws-request.ts';
import { speaksJson, type WireAnswer, writeAnswer, writeError } from './aws-wire.ts';

/** An answer in the SDK's shape, or the body of one. */
export type Answer = object | { readonly wire: WireAnswer };
type Respond = (request: WireRequest) => Answer | Promise<Answer>;
export type Responder = Answer | Respond;

/** Goes wrong for a request, or lets it pass (null). */
type Fault = (request: WireRequest, response: ServerResponse) => WireAnswer | 'handled' | null | Promise<WireAnswer | 'handled' | null>;

/** How each family of services says that an action is not allowed, and that there were too many. */
const refusals = {
  ec2: { denied: [403, 'UnauthorizedOperation'], throttled: [503, 'RequestLimitExceeded'], expired: [400, 'RequestExpired'] },
  query: { denied: [403, 'AccessDenied'], throttled: [400, 'Throttling'], expired: [403, 'ExpiredToken'] },
  json: { denied: [400, 'AccessDeniedException'], throttled: [400, 'ThrottlingException'], expired: [400, 'ExpiredTokenException'] },
} as const;

/**
 * AWS on loopback for the real SDK: answers by service and operation, written `service:Operation` with the service as
 * signatures name it (`elasticloadbalancing-2012` for classic load balancers), and goes wrong on request, by IAM action. What nobody scripted is refused, unless `answersEmpty` is set.
 */
export class AwsEndpoint {
  readonly received: WireRequest[] = [];
  /** What went wrong in the endpoint itself; closing it throws the first. */
  readonly #failures: unknown[] = [];
  /** Unscripted operations succeed and list nothing. */
  answersEmpty = false;
  readonly #server: Server;
  readonly #responders = new Map<string, Responder>(Object.entries(builtInAnswers));
  readonly #faults: { readonly action: string; readonly fault: Fault }[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.#serve(request, response));
  }

  static async start(): Promise<AwsEndpoint> {
    const endpoint = new AwsEndpoint(createServer());
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    return endpoint;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the endpoint does not listen');
    return address.port;
  }

  /** @throws what went wrong in the endpoint itself: an answer that could not be written, a request that nobody signed. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    for (const failure of this.#failures) throw failure;
  }

  /** Number of requests of an action, retries included; of all actions without one. */
  calls(action?: string): number {
    return this.received.filter((request) => action === undefined || request.action === action).length;
  }

  on(call: string, responder: Responder): this {
    this.#responders.set(call, responder);
    return this;
  }

  /** Answers page by page: the token of page two is `page-2`. */
  pages(action: string, pages: readonly object[]): this {
    const service = action.split(':')[0] ?? '';
    const isMarked = ['rds', 'elasticache', 'elasticloadbalancing', 'elasticloadbalancing-2012'].includes(service);
    const [asked, told] = isMarked
      ? ['Marker', service.startsWith('elasticloadbalancing') ? 'NextMarker' : 'Marker']
      : ['NextToken', 'NextToken'];
    return this.on(action, ({ parameters }) => {
      const token = parameters[asked] ?? 'page-1';
      const index = typeof token === 'string' ? Number(/^page-(\d+)$/.exec(token)?.[1]) - 1 : Number.NaN;
      const page = pages[index];
      if (page === undefined) throw new Error(`${action} was asked for the page ${JSON.stringify(token)}`);
      return index + 1 < pages.length ? { ...page, [told]: `page-${index + 2}` } : page;
    });
  }

  /** `action` may be `*`. Faults are asked in the order in which they were added. */
  fault(action: string, fault: Fault): this {
    this.#faults.push({ action, fault });
    return this;
  }

  deny(action: string, message?: string, isDenied: (request: WireRequest) => boolean = () => true): this {
    return this.fault(action, (request) => {
      const text =
        message ??
        `User: arn:aws:iam::123456789012:user/tester is not authorized to perform: ${request.action} because no identity-based policy allows the ${request.action} action`;
      return isDenied(request) ? refusal(request, 'denied', text) : null;
    });
  }

  /** Answers with an error of the service. */
  fail(action: string, status: number, code: string, message: string, isFailing: (request: WireRequest) => boolean = () => true): this {
    return this.fault(action, (request) => (isFailing(request) ? writeError(request.service, status, code, message) : null));
  }

  /** Refuses the first calls for their rate. */
  throttle(action: string, times: number): this {
    let left = times;
    return this.fault(action, (request) => (left-- > 0 ? refusal(request, 'throttled', 'Rate exceeded') : null));
  }

  /** A true bucket of AWS's kind for one action. */
  bucket(action: string, burst: number, perSecond: number): this {
    let tokens = burst;
    let filledAt = performance.now();
    return this.fault(action, (request) => {
      const now = performance.now();
      tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
      filledAt = now;
      if (tokens < 1) return refusal(request, 'throttled', 'Request limit exceeded.');
      tokens -= 1;
      return null;
    });
  }

  delay(action: string, milliseconds: number): this {
    return this.fault(action, async () => {
      await sleep(milliseconds);
      return null;
    });
  }

  /** Breaks the connection of the first calls without an answer. */
  cut(action: string, times = Number.POSITIVE_INFINITY): this {
    let left = times;
    return this.fault(action, (_request, response) => {
      if (left-- <= 0) return null;
      response.socket?.resetAndDestroy();
      return 'handled';
    });
  }

  /** Answers as a broken proxy does. */
  html(action: string, status: number): this {
    return this.fault(action, () => ({
      status,
      contentType: 'text/html',
      body: '<!DOCTYPE html>\n<html><head><title>Oops</title></head><body><h1>Internal <br> error</h1></body></html>',
    }));
  }

  /** Ends the answer in the middle of an element. */
  truncate(action: string): this {
    return this.fault(action, async (request) => {
      const answer = await this.#answer(request);
      return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
    });
  }

  /** The credentials expire after a number of calls, of whatever action. */
  expireAfter(calls: number): this {
    return this.fault('*', (request) =>
      this.calls() > calls ? refusal(request, 'expired', 'The security token included in the request is expired') : null,
    );
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await readRequest(incoming);
      this.received.push(request);
      for (const { action, fault } of this.#faults) {
        const outcome = action === '*' || action === request.action ? await fault(request, response) : null;
        if (outcome === 'handled') return;
        if (outcome !== null) {
          send(response, outcome);
          return;
        }
      }
      send(response, await this.#answer(request));
    } catch (error) {
      this.#failures.push(error);
      send(response, { status: 418, contentType: 'text/plain', body: `the test endpoint failed: ${String(error)}` });
    }
  }

  async #answer(request: WireRequest): Promise<WireAnswer> {
    const { service, operation, call } = request;
    const responder = this.#responders.get(call);
    if (responder === undefined && !this.answersEmpty)
      return writeError(service, 400, 'InvalidAction', `The test has no answer to ${call}.`);
    const answer = isRespond(responder) ? await responder(request) : (responder ?? {});
    return isWire(answer) ? answer.wire : writeAnswer(service, operation, answer);
  }
}

function isRespond(responder: Responder | undefined): responder is Respond {
  return typeof responder === 'function';
}

function isWire(answer: Answer): answer is { readonly wire: WireAnswer } {
  return 'wire' in answer;
}

function refusal({ service }: WireRequest, kind: keyof typeof refusals.ec2, message: string): WireAnswer {
  const [status, code] = refusals[service === 'ec2' ? 'ec2' : speaksJson(service) ? 'json' : 'query'][kind];
  return writeError(service, status, code, message);
}

function send(response: ServerResponse, { status, contentType, body }: WireAnswer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }).end(body);
}
