import { defaultEnvironmentSettings, defaultLowering, type EnvironmentSettings, type Lowering } from '../../engine/severities.ts';
import type { ConfigurationFile } from '../../model/configuration.ts';
import { globMatcher } from '../names.ts';

export type { EnvironmentSettings } from '../../engine/severities.ts';

type Given = NonNullable<ConfigurationFile['environments']>;
type GivenLowering = NonNullable<NonNullable<Exclude<Given, 'off'>['severity']>['staging']>;

/** What the configuration says of environments, with the defaults where it says nothing. */
export function environmentSettingsOf(given: Given): EnvironmentSettings {
  if (given === 'off') return { ...defaultEnvironmentSettings, lowering: null };
  const { tags, names = {}, severity = {} } = given;
  return {
    tagKeys: tags?.map((key) => key.toLowerCase()) ?? defaultEnvironmentSettings.tagKeys,
    names: Object.entries(names).map(([glob, environment]) => ({ matches: globMatcher(glob), environment })),
    lowering: {
      staging: loweringOf(severity.staging, defaultLowering.staging),
      test: loweringOf(severity.test, defaultLowering.test),
      development: loweringOf(severity.development, defaultLowering.development),
    },
  };
}

function loweringOf(given: GivenLowering | undefined, byDefault: Lowering): Lowering {
  return given === 'off' ? { critical: 'critical', high: 'high', medium: 'medium', low: 'low' } : { ...byDefault, ...given };
}
