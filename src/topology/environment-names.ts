import { type Environment, environments } from '../model/terms.ts';

/** A spelling of one's own. */
export interface EnvironmentName {
  readonly matches: (value: string) => boolean;
  readonly environment: Environment;
}

/** The words teams use, written together, in small letters and without a number at the end. */
const words: Readonly<Record<Environment, readonly string[]>> = {
  production: ['production', 'produktion', 'prod', 'prd', 'live', 'dr', 'disasterrecovery', 'failover'],
  staging: [
    'staging',
    'stage',
    'stag',
    'stg',
    'preproduction',
    'preprod',
    'preprd',
    'uat',
    'useracceptance',
    'acceptance',
    'nonproduction',
    'nonprod',
    'nonprd',
  ],
  test: [
    'test',
    'testing',
    'tst',
    'qa',
    'qat',
    'sit',
    'ci',
    'e2e',
    'devtest',
    'loadtest',
    'perftest',
    'integration',
    'integrationtest',
    'systemtest',
  ],
  development: ['development', 'develop', 'dev', 'sandbox', 'sbx', 'demo', 'poc', 'playground', 'lab', 'training', 'preview', 'local'],
};

const byWord: ReadonlyMap<string, Environment> = new Map(
  environments.flatMap((environment) => words[environment].map((word) => [word, environment] as const)),
);

/** A tag value of AWS is no longer; what is longer names nothing. */
const longestValue = 256;
/** What says where or which one, and nothing of the environment: numbers and the parts of a region's name. */
const place =
  /^(\d+|af|ap|ca|cn|eu|il|me|mx|sa|us|gov|(?:north|south)?(?:east|west)|north|south|central|(?:af|ap|ca|cn|eu|il|me|mx|sa|us)[a-z]{1,2}\d)$/;

/**
 * The environment that a word names, or null where it names none that is known. `dev-eu-2` is one of development; `dev-portal` may
 * be anything. Where it names several, the one nearest to production.
 */
export function environmentOf(value: string, ownNames: readonly EnvironmentName[] = []): Environment | null {
  if (value.length > longestValue) return null;
  const own = ownNames.find(({ matches }) => matches(value));
  if (own !== undefined) return own.environment;
  const text = value.trim().toLowerCase();
  const known = wordOf(text);
  if (known !== null) return known;
  const parts = text.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '' && !place.test(part));
  const whole = wordOf(parts.join(''));
  if (whole !== null) return whole;
  const named = parts.map(wordOf);
  return parts.length === 0 || named.includes(null) ? null : nearestToProduction(named.filter((each) => each !== null));
}

export function nearestToProduction(named: readonly Environment[]): Environment | null {
  return environments.find((environment) => named.includes(environment)) ?? null;
}

/** `Dev2` is `dev`. */
function wordOf(text: string): Environment | null {
  return byWord.get(text) ?? byWord.get(text.replace(/\d+$/, '')) ?? null;
}
