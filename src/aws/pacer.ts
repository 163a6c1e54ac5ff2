import type { Clock } from './clock.ts';
import { factsOf } from './error-facts.ts';
import { throttledNames } from './error-names.ts';
import { rateOf, type Service } from './rates.ts';
import { Semaphore } from './semaphore.ts';
import { TokenBucket } from './token-bucket.ts';

/** More connections than this make nothing faster: one thread parses the answers. */
const inFlightLimit = 64;

/**
 * Calls under way to one host. Each needs a connection, whose TLS handshake costs more than a small call;
 * with many regions few connections each fill the global limit, with one region there is room for more.
 */
export function inFlightPerHost(regions: number, services: number): number {
  return Math.min(8, Math.max(3, Math.floor(inFlightLimit / (regions * services))));
}

interface Lane {
  /** Keeps calls that hold a token from piling up behind a slow host and leaving all at once. */
  readonly gate: Semaphore;
  readonly bucket: TokenBucket;
}

/** The calls under way, to each host and in all, whatever account makes them. */
class Connections {
  readonly perHost: number;
  readonly #all = new Semaphore(inFlightLimit);
  readonly #hosts = new Map<string, Semaphore>();

  constructor(perHost: number) {
    this.perHost = perHost;
  }

  use<T>(service: Service, region: string, work: () => Promise<T>): Promise<T> {
    const host = remembered(this.#hosts, `${service} ${region}`, () => new Semaphore(this.perHost));
    return within(host, () => within(this.#all, work));
  }

  close(reason: Error): void {
    this.#all.close(reason);
    for (const host of this.#hosts.values()) host.close(reason);
  }
}

/**
 * Makes the calls of one account wait for their turn: a token bucket for each API or service of a region,
 * a limit for each host and one over all. Attempts pass through it, so retries are paced too.
 */
export class Pacer {
  readonly #clock: Clock;
  readonly #connections: Connections;
  readonly #lanes = new Map<string, Lane>();
  #stop: Error | null = null;

  constructor(clock: Clock, perHost: number, connections: Connections = new Connections(perHost)) {
    this.#clock = clock;
    this.#connections = connections;
  }

  /** For another account of the same run, whose rates are its own: the connections are shared. */
  forAnotherAccount(): Pacer {
    return new Pacer(this.#clock, this.#connections.perHost, this.#connections);
  }

  /** Makes one attempt when it may be made. */
  async run<T>(service: Service, region: string, operation: string, attempt: () => Promise<T>): Promise<T> {
    const { gate, bucket } = this.#lane(service, region, operation);
    return within(gate, async () => {
      await bucket.take();
      return this.#connections.use(service, region, () => this.#watched(bucket, attempt));
    });
  }

  async #watched<T>(bucket: TokenBucket, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      const { name, httpStatus } = factsOf(error);
      if (httpStatus === 429 || throttledNames.has(name)) bucket.throttled();
      throw error;
    }
  }

  /** Turns everyone away who waits, now and later. */
  close(reason: Error): void {
    this.#stop = reason;
    this.#connections.close(reason);
    for (const { gate, bucket } of this.#lanes.values()) {
      gate.close(reason);
      bucket.close(reason);
    }
  }

  #lane(service: Service, region: string, operation: string): Lane {
    if (this.#stop !== null) throw this.#stop;
    const { bucket, rate } = rateOf(service, operation);
    return remembered(this.#lanes, `${service} ${region} ${bucket}`, () => ({
      gate: new Semaphore(this.#connections.perHost),
      bucket: new TokenBucket(rate, this.#clock),
    }));
  }
}

async function within<T>(semaphore: Semaphore, work: () => Promise<T>): Promise<T> {
  await semaphore.enter();
  try {
    return await work();
  } finally {
    semaphore.leave();
  }
}

function remembered<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
