import { collect, type CollectOptions } from '../../src/collectors/collect.ts';
import type { CoverageEntry } from '../../src/model/coverage.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { AwsEndpoint } from './aws-endpoint.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** A machine with nothing of its own: no configuration files, no instance role. */
const bare: Variables = {
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** The SDK reads the environment itself. Everything about AWS and proxies in it is replaced for the time of the work. */
export async function withVariables<T>(variables: Variables, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  for (const name of Object.keys(before)) if (/^AWS_|_proxy$/i.test(name)) Reflect.deleteProperty(process.env, name);
  for (const [name, value] of Object.entries({ ...bare, ...variables })) if (value !== undefined) process.env[name] = value;
  try {
    return await work();
  } finally {
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(before, name)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}

export function credentialsFor(endpoint: AwsEndpoint): Variables {
  return {
    AWS_ACCESS_KEY_ID: 'AKIDTESTER',
    AWS_SECRET_ACCESS_KEY: 'tester-secret',
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: endpoint.url,
  };
}

export type LiveChoice = Partial<CollectOptions> & Pick<CollectOptions, 'collectors'> & { readonly variables?: Variables };

/** Everything of the account and region of the credentials. */
export function collectOptions(collectors: CollectOptions['collectors']): CollectOptions {
  return {
    collectors,
    kinds: null,
    regions: [],
    credentials: { profile: null, roleArn: null, externalId: null },
    environment: process.env,
    signal: new AbortController().signal,
    onProgress: () => {},
    tool: { name: 'ha-audit', version: '0.0.0' },
    now: () => new Date('2026-11-21T06:14:00Z'),
  };
}

/** Collects from the endpoint as from AWS. */
export async function collectFrom(endpoint: AwsEndpoint, { variables = {}, ...choice }: LiveChoice): Promise<Snapshot> {
  return withVariables({ ...credentialsFor(endpoint), ...variables }, () => collect({ ...collectOptions(choice.collectors), ...choice }));
}

export function coverageOf({ header }: Snapshot, kind: string, region = 'us-east-1'): CoverageEntry {
  const entry = header.coverage.find((other) => other.kind === kind && other.region === region);
  if (entry === undefined) throw new Error(`${kind} has no coverage in ${region}`);
  return entry;
}
