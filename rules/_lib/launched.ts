import { type Context, type Facts, type Identity, type LaunchSource, undecidable, type View } from '#rule-kit';
import { referenceLabel } from './template-reference.ts';

/** What template versions and launch configurations have in common. */
export type LaunchData = Identity &
  Pick<Facts<'ec2.launch-template-version'>, 'httpTokens' | 'httpEndpoint' | 'blockDevices' | 'instanceProfile'> & {
    keysOf(relation: 'image' | 'profile' | 'securityGroups'): readonly string[];
  };

/** What one way to start an instance says. What is not known, or known not to exist, throws when it is asked for. */
export interface Start {
  readonly label: string;
  readonly data: () => LaunchData;
}

/** One way in which an instance may start, with its image. */
export interface Launched extends Start {
  readonly imageKey: () => string;
  readonly image: () => View<'ec2.image'>;
}

interface Images {
  find(kind: 'ec2.image', key: string): View<'ec2.image'> | null;
}

interface SourceReading {
  readonly topology: { readonly launch: { sourcesOf(group: View<'autoscaling.group'>): Iterable<LaunchSource> } };
}

type GroupReading = Images & SourceReading;
type TemplateReading = Pick<Context<'ec2.launch-template', 'ec2.image' | 'ec2.launch-template-version'>, 'find'>;

/** Every way in which the group may start its next instance, for who does not look at images. */
export function* startsOf(group: View<'autoscaling.group'>, { topology }: SourceReading): Generator<Start, void, undefined> {
  for (const source of topology.launch.sourcesOf(group)) yield startFrom(source, group);
}

/** Every way in which the group may start its next instance. */
export function* launchesOf(group: View<'autoscaling.group'>, { find, topology }: GroupReading): Generator<Launched, void, undefined> {
  for (const source of topology.launch.sourcesOf(group)) {
    const imageId = source.from === 'launch-template' ? source.imageId : null;
    yield launched(group, startFrom(source, group), imageId, { find });
  }
}

/** How the default version of a template starts an instance. */
export function defaultLaunchOf(template: View<'ec2.launch-template'>, { find }: TemplateReading): Launched {
  const version = find('ec2.launch-template-version', `${template.key}:${template.defaultVersion}`);
  const label = `default version ${template.defaultVersion} of ${template.name ?? template.key}`;
  return launched(template, start(template, label, version), null, { find });
}

export function startFrom(source: LaunchSource, near: Identity): Start {
  return start(near, sourceLabel(source), source.from === 'launch-template' ? source.version : source.configuration);
}

function start(near: Identity, label: string, known: LaunchData | null): Start {
  return { label, data: () => known ?? undecidable(near, 'no-evidence', `AWS lists no ${label}`) };
}

function launched(near: Identity, { label, data }: Start, imageId: string | null, { find }: Images): Launched {
  const imageKey = () => {
    const key = imageId ?? data().keysOf('image')[0] ?? undecidable(near, 'no-evidence', `${label} names no image`);
    return key.startsWith('resolve:')
      ? undecidable(near, 'no-evidence', `which image ${key} of ${label} names is told at the launch`)
      : key;
  };
  return {
    label,
    data,
    imageKey,
    image() {
      const key = imageKey();
      return (
        find('ec2.image', key) ??
        undecidable(near, 'no-evidence', `AWS shows no image ${key} (${label}): it is gone, or not shared with this account`)
      );
    },
  };
}

/** `version 7 of web`, `$Latest of web, version 9 today`. */
export function sourceLabel(source: LaunchSource): string {
  if (source.from === 'launch-configuration') return `launch configuration ${source.name}`;
  const { reference, version, imageId } = source;
  const number = version === null ? '' : (version.key.split(':')[1] ?? '');
  const today = version === null || reference.version === number ? '' : `, version ${number} today`;
  return `${referenceLabel(reference)}${today}${imageId === null ? '' : ` with image ${imageId}`}`;
}
