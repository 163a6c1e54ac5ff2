import { describeDenial } from './denial.ts';
import { factsOf } from './error-facts.ts';
import * as names from './error-names.ts';
import { isKnownRegion, nearestRegion } from './known-regions.ts';
import { plainText } from './plain-text.ts';
import { profileProblem } from './profile.ts';
import { SetupError } from './setup-error.ts';

/** What was tried when the start failed. */
export interface Attempt {
  readonly profile: string | null;
  readonly roleArn: string | null;
  readonly region: string;
}

const noCredentials =
  'No AWS credentials were found: sign in (aws sso login, aws configure, AWS_PROFILE), or see the tool at work with --demo, or judge a saved snapshot with --from FILE.';

/** What keeps the credentials from being had or used, and what to do about it. */
export async function startError(error: unknown, attempt: Attempt): Promise<SetupError> {
  if (error instanceof SetupError) return error;
  const { profile, roleArn, region } = attempt;
  const facts = factsOf(error);
  const said = plainText(`${facts.name}: ${facts.message}`);
  const make = (subject: SetupError['subject'], message: string) => new SetupError(subject, message, { cause: error });
  if (/^Could not load credentials/.test(facts.message)) {
    const problem = profile === null ? null : await profileProblem(profile);
    return problem === null
      ? make('credentials', noCredentials)
      : make('credentials', `The profile ${profile} gives no credentials: ${problem}`);
  }
  if (facts.isClockSkewed || names.skewedNames.has(facts.name))
    return make('credentials', 'The clock of this machine is wrong by more than five minutes, so AWS refuses its requests; set it.');
  if (names.expiredNames.has(facts.name) || /\bSSO\b.*(?:expired|invalid|not found)/i.test(facts.message)) {
    return make('credentials', `The AWS credentials have expired; sign in again (aws sso login, or new keys). AWS said: ${said}`);
  }
  if (roleArn !== null && names.deniedNames.has(facts.name)) {
    return make(
      'role',
      `The role ${plainText(roleArn)} cannot be assumed: ${describeDenial('sts:AssumeRole', facts.message)} Check its trust policy and --external-id.`,
    );
  }
  if (names.rejectedNames.has(facts.name)) {
    return make(
      'credentials',
      `AWS does not accept the credentials in ${region}: they are wrong or were revoked, or the region is disabled in their account. AWS said: ${said}`,
    );
  }
  if (facts.isAnswer && (facts.httpStatus ?? 0) < 500)
    return make('credentials', `AWS does not tell whose credentials these are (sts:GetCallerIdentity in ${region}): ${said}`);
  return make('network', `AWS cannot be reached in ${region}: ${reasonOf(facts.code, said)}.${hintFor(region, facts.code)}`);
}

function reasonOf(code: string | null, said: string): string {
  return (code === null ? undefined : names.connectionCodes[code]) ?? said.replace(/\.$/, '');
}

function hintFor(region: string, code: string | null): string {
  if ((code === 'ENOTFOUND' || code === 'EAI_AGAIN') && !isKnownRegion(region))
    return ` Is ${region} a region? Did you mean ${nearestRegion(region)}?`;
  if (code !== null && names.isCertificateCode(code)) return ' If a proxy uses its own certificates, name them in AWS_CA_BUNDLE.';
  return ' Check the network, HTTPS_PROXY and AWS_ENDPOINT_URL.';
}
