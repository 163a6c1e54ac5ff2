import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { isWireService, type WireService } from './aws-wire.ts';

/** A request as the endpoint understands it. */
export interface WireRequest {
  readonly service: WireService;
  readonly operation: string;
  /** `service:Operation`. */
  readonly action: string;
  readonly region: string;
  /** Of the access key that signed. */
  readonly accessKeyId: string;
  /** Form fields, such as `Filter.1.Name`, or the members of a JSON body. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage['headers'];
}

/** @throws where the request is not signed, or not by a service that is known here. */
export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  return requestOf(incoming, await text(incoming));
}

/** The same where the body was read already. */
export function requestOf(incoming: IncomingMessage, body: string): WireRequest {
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(incoming.headers.authorization ?? '');
  const [, accessKeyId, region, service] = scope ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined || !isWireService(service)) {
    throw new Error(`no service signed ${incoming.method} ${incoming.url}`);
  }
  const target = incoming.headers['x-amz-target'];
  const parameters = typeof target === 'string' ? membersOf(body) : Object.fromEntries(new URLSearchParams(body));
  const operation = typeof target === 'string' ? (target.split('.')[1] ?? '') : String(parameters['Action']);
  return { service, operation, action: `${service}:${operation}`, region, accessKeyId, parameters, headers: incoming.headers };
}

function membersOf(body: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}
