import { anyOf, type LaunchSource, matching, type View } from '#rule-kit';
import { startFrom } from './launched.ts';

type Group = View<'autoscaling.group'>;

/** Empty values tell nothing. */
const holds = (tags: Readonly<Record<string, string>>, key: string) => (tags[key] ?? '').trim() !== '';

function propagates(group: Group, key: string): boolean {
  return holds(group.tags, key) && !group.unpropagatedTagKeys.includes(key);
}

function specifies(source: LaunchSource, key: string, near: Group): boolean {
  startFrom(source, near).data();
  if (source.from === 'launch-configuration' || source.version === null) return false;
  return source.version.tagSpecifications.some(({ resourceType, tags }) => resourceType === 'instance' && holds(tags, key));
}

/** The wanted tags, `|` standing between keys of which one is enough, that an instance from the source would not get. */
export function missingTags(source: LaunchSource, group: Group, wanted: readonly string[]): readonly string[] {
  const isThere = (key: string) =>
    anyOf(
      () => propagates(group, key),
      () => specifies(source, key, group),
    );
  return matching(wanted, (keys) => !anyOf(...keys.split('|').map((key) => () => isThere(key))));
}
