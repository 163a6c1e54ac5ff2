import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { type ClientSettings, createClients, createStsClient } from './client-factory.ts';
import type { Clients } from './clients.ts';
import { systemClock } from './clock.ts';
import { assumedCredentials, createCredentials, type CredentialOptions, type RoleChoice } from './credentials.ts';
import { isKnownRegion, mainRegionOf } from './known-regions.ts';
import { Network } from './network.ts';
import { inFlightPerHost, Pacer } from './pacer.ts';
import { checkProfile, configuredRegion } from './profile.ts';
import type { Environment } from './proxies.ts';
import { SetupError } from './setup-error.ts';
import { startError } from './start-error.ts';

export interface SessionOptions {
  readonly credentials: CredentialOptions;
  /** As the user named them; may be empty or hold `all`. */
  readonly regions: readonly string[];
  readonly environment: Environment;
  /** Stops every call of the session. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** Access to one account. */
export interface Session {
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
  /** Region where the account was asked about itself, and the one to read where none is named. */
  readonly homeRegion: string;
  /** The clients of a region; the same for every call. */
  clients(region: string): Clients;
  /**
   * Access to the account of a role that this one may assume. Connections are shared, rate limits are its own.
   *
   * @throws what AWS answers where it refuses
   */
  assume(role: RoleChoice): Promise<Session>;
  /** @throws what AWS answers where it no longer knows whose credentials these are */
  verify(): Promise<void>;
  /** Closes the connections. */
  close(): void;
}

const serviceCount = 6;

/**
 * Finds credentials and asks AWS whose they are.
 *
 * @throws SetupError where that fails, with a message for the user; the reason of the signal where it is aborted.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  // The SDK prints a warning of eight lines on Node 20, which this package supports.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const { credentials, environment, signal, now } = options;
  const profile = credentials.profile ?? (environment['AWS_PROFILE'] || null);
  if (profile !== null) await checkProfile(profile);
  const chosen = chooseHome(options.regions, await configuredRegion(profile, environment));
  const homeRegion = chosen ?? mainRegionOf('');
  const network = new Network(environment, signal);
  const settings: ClientSettings = {
    network,
    pacer: new Pacer(systemClock, inFlightPerHost(expectedRegions(options.regions), serviceCount)),
    credentials: createCredentials({ ...credentials, profile }, network, homeRegion, now),
    profile,
    environment,
  };
  try {
    await settings.credentials();
    if (chosen === null)
      throw new SetupError('region', 'No region is known: name one with --region, set AWS_REGION, or give the profile a region.');
    return await sessionOf(settings, homeRegion, signal, now, () => network.destroy());
  } catch (error) {
    network.destroy();
    if (signal.aborted) throw signal.reason;
    throw await startError(error, { profile, roleArn: credentials.roleArn, region: homeRegion });
  }
}

async function sessionOf(
  settings: ClientSettings,
  homeRegion: string,
  signal: AbortSignal,
  now: () => Date,
  disconnect: () => void,
): Promise<Session> {
  const { network, pacer } = settings;
  const stop = () => pacer.close(new DOMException('The run was stopped.', 'AbortError'));
  signal.addEventListener('abort', stop, { once: true });
  const close = () => {
    signal.removeEventListener('abort', stop);
    disconnect();
  };
  const byRegion = new Map<string, Clients>();
  const clients = (region: string) => {
    const known = byRegion.get(region) ?? createClients(settings, region);
    byRegion.set(region, known);
    return known;
  };
  const assume = (role: RoleChoice) => {
    const credentials = assumedCredentials(settings.credentials, role, network, homeRegion, now);
    return sessionOf({ ...settings, pacer: pacer.forAnotherAccount(), credentials }, homeRegion, signal, now, () => {});
  };
  const verify = async () => {
    await identify(settings, homeRegion);
  };
  try {
    return { ...(await identify(settings, homeRegion)), homeRegion, clients, assume, verify, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function identify(settings: ClientSettings, region: string): Promise<Pick<Session, 'account' | 'partition'>> {
  const { Account, Arn } = await createStsClient(settings, region).send(new GetCallerIdentityCommand({}));
  const partition = Arn?.split(':')[1];
  if (Account === undefined || partition === undefined)
    throw new SetupError('credentials', `The answer to sts:GetCallerIdentity in ${region} names no account.`);
  return { account: Account, partition };
}

/**
 * The configured region, unless the named ones belong to another partition. Named ones may be disabled or misspelt,
 * so they are asked only where nothing else is known. Null where nothing is.
 */
function chooseHome(regions: readonly string[], configured: string | null): string | null {
  const named = regions.filter((region) => region !== 'all');
  const first = named[0];
  if (configured !== null && (first === undefined || mainRegionOf(configured) === mainRegionOf(first))) return configured;
  if (first !== undefined) return isKnownRegion(first) ? first : mainRegionOf(first);
  return regions.includes('all') ? mainRegionOf('') : null;
}

function expectedRegions(regions: readonly string[]): number {
  return regions.includes('all') ? 17 : Math.max(1, regions.length);
}
