import { fromIni } from '@aws-sdk/credential-providers';
import { loadConfig, loadSharedConfigFiles, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import { closest } from 'fastest-levenshtein';
import { plainText } from './plain-text.ts';
import type { Environment } from './proxies.ts';
import { SetupError } from './setup-error.ts';

/**
 * A profile that does not exist is an error. The SDK would go on to the next source of credentials
 * and might audit another account than the one that was meant.
 *
 * `default` stands for no choice, so it need not be there.
 *
 * @throws SetupError
 */
export async function checkProfile(profile: string): Promise<void> {
  if (profile === 'default') return;
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = Object.keys({ ...configFile, ...credentialsFile }).filter((name) => !/^(?:sso-session|services)\./.test(name));
  if (names.includes(profile)) return;
  const nearest = names.length === 0 ? '' : ` Did you mean ${closest(profile, names)}?`;
  throw new SetupError(
    'profile',
    `There is no profile ${plainText(profile)} in the AWS configuration files.${nearest} Run aws configure list-profiles to see them all.`,
  );
}

/** Why a profile that exists gives no credentials; null where it does, or gives no reason. */
export async function profileProblem(profile: string): Promise<string | null> {
  try {
    await fromIni({ profile })();
    return null;
  } catch (error) {
    return error instanceof Error ? plainText(error.message) : null;
  }
}

/** The region the SDK would use: `AWS_REGION`, else the profile's; `AWS_DEFAULT_REGION`, which only other tools read, comes last. */
export async function configuredRegion(profile: string | null, environment: Environment): Promise<string | null> {
  try {
    return await loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...(profile === null ? {} : { profile }) })();
  } catch {
    return environment['AWS_DEFAULT_REGION'] || null;
  }
}
