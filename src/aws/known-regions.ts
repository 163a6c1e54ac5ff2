import { closest } from 'fastest-levenshtein';

/** For suggestions, and to tell partitions apart before the account is asked. Which regions there are is asked, never taken from here. */
const knownRegions = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7'],
  ...[
    'ca-central-1',
    'ca-west-1',
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
  ],
  ...['il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  ...['cn-north-1', 'cn-northwest-1', 'us-gov-east-1', 'us-gov-west-1', 'eusc-de-east-1'],
  ...['us-iso-east-1', 'us-iso-west-1', 'us-isob-east-1', 'us-isob-west-1', 'us-isof-east-1', 'us-isof-south-1', 'eu-isoe-west-1'],
];

/** Regions that are always enabled, by the way the region names of their partition begin. */
const mainRegions: readonly (readonly [pattern: RegExp, region: string])[] = [
  [/^cn-/, 'cn-north-1'],
  [/^us-gov-/, 'us-gov-west-1'],
  [/^eusc-/, 'eusc-de-east-1'],
  [/^us-isob-/, 'us-isob-east-1'],
  [/^us-isof-/, 'us-isof-south-1'],
  [/^us-iso-/, 'us-iso-east-1'],
  [/^eu-isoe-/, 'eu-isoe-west-1'],
];

/** The region of the same partition that no account can disable. */
export function mainRegionOf(region: string): string {
  return mainRegions.find(([pattern]) => pattern.test(region))?.[1] ?? 'us-east-1';
}

export function isKnownRegion(region: string): boolean {
  return knownRegions.includes(region);
}

export function nearestRegion(region: string, candidates: readonly string[] = knownRegions): string {
  return closest(region, [...candidates]);
}
