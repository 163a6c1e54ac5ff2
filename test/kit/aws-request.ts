import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { isWireService, type WireService } from './aws-wire.ts';

/** A request as the endpoint understands it. */
export interface WireRequest {
  readonly service: WireService;
  readonly operation: string;
  /** The IAM action, `service:Operation`. */
  readonly action: string;
  /** The same, with APIs told apart whose actions have one name. */
  readonly call: string;
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
  const [, accessKeyId, region, scopedService = ''] = scope ?? [];
  const target = incoming.headers['x-amz-target'];
  const parameters = typeof target === 'string' ? membersOf(body) : Object.fromEntries(new URLSearchParams(body));
  const operation = typeof target === 'string' ? (target.split('.')[1] ?? '') : String(parameters['Action']);
  const version = parameters['Version'];
  const service = scopedService === 'elasticloadbalancing' && version === '2012-06-01' ? 'elasticloadbalancing-2012' : scopedService;
  if (accessKeyId === undefined || region === undefined || !isWireService(service)) {
    throw new Error(`no service signed ${incoming.method} ${incoming.url}`);
  }
  const [action, call] = [`${scopedService}:${operation}`, `${service}:${operation}`];
  return { service, operation, action, call, region, accessKeyId, parameters, headers: incoming.headers };
}

function membersOf(body: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}
