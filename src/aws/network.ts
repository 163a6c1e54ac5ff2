import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';
import { trustedCertificates } from './certificates.ts';
import { type Environment, proxyFor } from './proxies.ts';

const timeouts = { connectionTimeout: 3_000, requestTimeout: 30_000, socketTimeout: 30_000, throwOnRequestTimeout: true };

/** Above the limit of calls under way, so that a call never waits for a connection. */
const connections = { keepAlive: true, maxSockets: 128 };

type Request = Parameters<NodeHttpHandler['handle']>[0];
type Options = Parameters<NodeHttpHandler['handle']>[1];
type Response = ReturnType<NodeHttpHandler['handle']>;

/**
 * The way to AWS, shared by all clients of a run: kept-alive connections, time limits, proxies and own certificates
 * from the environment. Stopping the run cuts every request short.
 */
export class Network extends NodeHttpHandler {
  readonly #environment: Environment;
  readonly #signal: AbortSignal;
  readonly #trust: object;
  readonly #byOrigin = new Map<string, NodeHttpHandler | null>();
  readonly #byProxy = new Map<string, NodeHttpHandler>();

  /** @throws SetupError where the certificates cannot be read. */
  constructor(environment: Environment, signal: AbortSignal) {
    const secureContext = trustedCertificates(environment);
    const trust = secureContext === null ? {} : { secureContext };
    super({ ...timeouts, httpAgent: new HttpAgent(connections), httpsAgent: new HttpsAgent({ ...connections, ...trust }) });
    this.#environment = environment;
    this.#signal = signal;
    this.#trust = trust;
  }

  override async handle(request: Request, options?: Options): Response {
    const withSignal = { ...options, abortSignal: this.#signal };
    const proxied = this.#proxiedHandler(request);
    if (proxied === null) return super.handle(request, withSignal);
    try {
      return await proxied.handle(request, withSignal);
    } catch (error) {
      throw isProxyError(error) ? Object.assign(new Error(error.message, { cause: error }), { code: 'EPROXY' }) : error;
    }
  }

  /** The way through a proxy to a host; null where the host is reached directly. */
  #proxiedHandler({ protocol, hostname, port }: Request): NodeHttpHandler | null {
    const origin = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
    let handler = this.#byOrigin.get(origin);
    if (handler === undefined) {
      const proxy = proxyFor(new URL(origin), this.#environment);
      this.#byOrigin.set(origin, (handler = proxy === null ? null : this.#through(proxy)));
    }
    return handler;
  }

  #through(proxy: URL): NodeHttpHandler {
    let handler = this.#byProxy.get(proxy.href);
    if (handler === undefined) {
      const options = { ...connections, proxy };
      handler = new NodeHttpHandler({
        ...timeouts,
        httpAgent: new HttpProxyAgent(options),
        httpsAgent: new HttpsProxyAgent({ ...options, ...this.#trust }),
      });
      this.#byProxy.set(proxy.href, handler);
    }
    return handler;
  }

  override destroy(): void {
    super.destroy();
    for (const handler of this.#byProxy.values()) handler.destroy();
  }
}

/** What the proxy agent throws where the proxy does not let a connection through. */
function isProxyError(error: unknown): error is Error {
  return error instanceof Error && /^(?:Bad response: \d+|Proxy timeout)$/.test(error.message);
}
