import { NormalizedSchema } from '@smithy/core/schema';
import type { $SchemaRef } from '@smithy/types';

/** What goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** The SDK, by services as the credential scope of a signed request names them; the API of classic load balancers has the scope of its successor. */
export const packages = {
  acm: () => import('@aws-sdk/client-acm'),
  'application-autoscaling': () => import('@aws-sdk/client-application-auto-scaling'),
  autoscaling: () => import('@aws-sdk/client-auto-scaling'),
  config: () => import('@aws-sdk/client-config-service'),
  ec2: () => import('@aws-sdk/client-ec2'),
  ecr: () => import('@aws-sdk/client-ecr'),
  ecs: () => import('@aws-sdk/client-ecs'),
  elasticache: () => import('@aws-sdk/client-elasticache'),
  elasticloadbalancing: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  'elasticloadbalancing-2012': () => import('@aws-sdk/client-elastic-load-balancing'),
  iam: () => import('@aws-sdk/client-iam'),
  kms: () => import('@aws-sdk/client-kms'),
  rds: () => import('@aws-sdk/client-rds'),
  ssm: () => import('@aws-sdk/client-ssm'),
  sts: () => import('@aws-sdk/client-sts'),
} as const satisfies Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>>;

export type WireService = keyof typeof packages;

/** The others speak XML. */
export function speaksJson(service: WireService): boolean {
  return ['acm', 'application-autoscaling', 'config', 'ecr', 'ecs', 'kms', 'ssm'].includes(service);
}

export function isWireService(name: string): name is WireService {
  return Object.hasOwn(packages, name);
}

/** An answer in the service's own format from an object in the SDK's shape. The names on the wire come from the SDK's model of the operation. */
export async function writeAnswer(service: WireService, operation: string, answer: object): Promise<WireAnswer> {
  const schema = await outputSchema(service, operation);
  if (speaksJson(service)) return { status: 200, contentType: 'application/x-amz-json-1.1', body: JSON.stringify(jsonOf(answer)) };
  const content = xmlMembers(schema, answer, operation);
  const inner =
    service === 'ec2'
      ? `<requestId>${requestId}</requestId>${content}`
      : `<${operation}Result>${content}</${operation}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return xml(200, `<${operation}Response>${inner}</${operation}Response>`);
}

const requestId = '6f0b1c1e-0000-4000-8000-0123456789ab';

/** An error in the service's own format. */
export function writeError(service: WireService, status: number, code: string, message: string): WireAnswer {
  if (speaksJson(service)) return { status, contentType: 'application/x-amz-json-1.1', body: JSON.stringify({ __type: code, message }) };
  const error = `<Code>${escaped(code)}</Code><Message>${escaped(message)}</Message>`;
  return service === 'ec2'
    ? xml(status, `<Response><Errors><Error>${error}</Error></Errors><RequestID>${requestId}</RequestID></Response>`)
    : xml(status, `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`);
}

function xml(status: number, root: string): WireAnswer {
  return { status, contentType: 'text/xml;charset=UTF-8', body: `<?xml version="1.0" encoding="UTF-8"?>\n${root}` };
}

async function outputSchema(service: WireService, operation: string): Promise<NormalizedSchema> {
  const command: unknown = Reflect.get(await packages[service](), `${operation}Command`);
  if (typeof command !== 'function') throw new TypeError(`${service} has no operation ${operation}`);
  const instance: unknown = Reflect.construct(command, [{}]);
  const schema: unknown = typeof instance === 'object' && instance !== null && 'schema' in instance ? instance.schema : undefined;
  const output: unknown = Array.isArray(schema) ? schema[5] : undefined;
  if (!isSchema(output)) throw new TypeError(`the SDK keeps no model of ${operation}`);
  return NormalizedSchema.of(output);
}

function isSchema(value: unknown): value is $SchemaRef {
  return typeof value === 'function' || Array.isArray(value);
}

function xmlMembers(schema: NormalizedSchema, value: object, path: string): string {
  const members = new Map(schema.structIterator());
  return Object.entries(value)
    .filter(([name, part]) => part !== undefined && name !== '$metadata')
    .map(([name, part]) => {
      const member = members.get(name);
      if (member === undefined) throw new TypeError(`${path} has no member ${name}`);
      const wireName = member.getMemberTraits().xmlName ?? name;
      return xmlElement(wireName, member, part, `${path}.${name}`);
    })
    .join('');
}

function xmlElement(name: string, schema: NormalizedSchema, value: unknown, path: string): string {
  if (schema.isListSchema()) return xmlList(name, schema, listOf(value, path), path);
  if (schema.isMapSchema() || schema.isStructSchema()) {
    if (typeof value !== 'object' || value === null) throw new TypeError(`${path} is not an object`);
    return schema.isStructSchema()
      ? `<${name}>${xmlMembers(schema, value, path)}</${name}>`
      : `<${name}>${xmlEntries(schema, value, path)}</${name}>`;
  }
  return `<${name}>${escaped(scalar(value, path))}</${name}>`;
}

function xmlList(name: string, schema: NormalizedSchema, values: readonly unknown[], path: string): string {
  const item = schema.getValueSchema();
  const isFlat = Boolean(schema.getMergedTraits().xmlFlattened);
  const itemName = isFlat ? name : (item.getMergedTraits().xmlName ?? 'member');
  const items = values.map((value, index) => xmlElement(itemName, item, value, `${path}[${index}]`)).join('');
  return isFlat ? items : `<${name}>${items}</${name}>`;
}

function xmlEntries(schema: NormalizedSchema, value: object, path: string): string {
  const entry = (key: string, part: unknown) =>
    `<entry><key>${escaped(key)}</key>${xmlElement('value', schema.getValueSchema(), part, `${path}.${key}`)}</entry>`;
  return Object.entries(value)
    .map(([key, part]) => entry(key, part))
    .join('');
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${path} is not a list`);
  return value;
}

function scalar(value: unknown, path: string): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`${path} cannot be written`);
}

/** JSON services send times in seconds. */
function jsonOf(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, jsonOf(part)]));
}

function escaped(text: string): string {
  const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[&<>"]/g, (character) => references[character] ?? character)
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, (control) => `&#${control.charCodeAt(0)};`);
}
