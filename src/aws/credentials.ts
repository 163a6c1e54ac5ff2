import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Network } from './network.ts';

/** Who to be. */
export interface CredentialOptions {
  /** Named in the AWS configuration files; null for what the environment says. */
  readonly profile: string | null;
  /** Role to assume with the credentials of the chain. */
  readonly roleArn: string | null;
  readonly externalId: string | null;
}

type Chain = ReturnType<typeof fromNodeProviderChain>;
type Properties = Parameters<Chain>[0];
type Identity = Awaited<ReturnType<Chain>>;

/** Gives credentials that are valid now, renewing them when they are about to expire. */
export type Credentials = (properties?: Properties) => Promise<Identity>;

/** The SDK considers credentials expired five minutes early, too. */
const renewalMilliseconds = 5 * 60 * 1000;

/** The SDK prints its warnings unless it is given a place for them. */
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The SDK's usual chain, and the role on top of it. Nothing is asked until it is called. */
export function createCredentials(
  { profile, roleArn, externalId }: CredentialOptions,
  network: Network,
  region: string,
  now: () => Date,
): Credentials {
  const clientConfig = { requestHandler: network };
  const chain = fromNodeProviderChain({ clientConfig, logger: silent, ...(profile === null ? {} : { profile }) });
  if (roleArn === null) return renewed((properties) => chain(properties), now);
  return assumedCredentials(chain, { roleArn, externalId }, network, region, now);
}

/** A role that lets in the holder of other credentials. */
export interface RoleChoice {
  readonly roleArn: string;
  readonly externalId: string | null;
}

/** Sessions of the default duration, each renewed with what the holder's credentials are by then. */
export function assumedCredentials(
  masterCredentials: Credentials,
  { roleArn, externalId }: RoleChoice,
  network: Network,
  region: string,
  now: () => Date,
): Credentials {
  const params = { RoleArn: roleArn, RoleSessionName: 'ha-audit', ...(externalId === null ? {} : { ExternalId: externalId }) };
  const clientConfig = { requestHandler: network, region, logger: silent };
  const role = fromTemporaryCredentials({ masterCredentials, clientConfig, params });
  return renewed((properties) => role(properties), now);
}

/** One set of credentials for all clients, which would otherwise each fetch their own. */
function renewed(provider: Credentials, now: () => Date): Credentials {
  let current: Promise<Identity> | null = null;
  const next = async (previous: Promise<Identity> | null, properties: Properties) => {
    const identity = await previous?.catch(() => null);
    const isValid =
      identity && (identity.expiration === undefined || identity.expiration.getTime() - now().getTime() > renewalMilliseconds);
    return isValid ? identity : provider(properties);
  };
  return (properties) => (current = next(current, properties));
}
