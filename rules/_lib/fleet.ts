import { type Context, type Facts, some, templateReferencesOf, type View } from '#rule-kit';

/** An instance as its group describes it. */
export type Member = Facts<'autoscaling.group'>['instances'][number];

export function isLeaving({ lifecycleState }: Member): boolean {
  return /^(Terminat|Detach|Warmed:Terminat|Quarantined)/.test(lifecycleState);
}

/** Template and version the instance was launched from. One attached by hand, or whose template is gone, names none. */
export function startOf({ launchTemplateId, launchTemplateVersion, imageId }: Member): string {
  if (launchTemplateId === null) return 'no template';
  return `${launchTemplateId}:${launchTemplateVersion ?? ''}${imageId === null ? '' : ` with image ${imageId}`}`;
}

/** Whether the group would launch the same today; any of its references may have launched it. */
export function isCurrent(
  member: Member,
  group: View<'autoscaling.group'>,
  { launch }: Context<'autoscaling.group', never, 'launch'>['topology'],
): boolean {
  if (member.launchTemplateId === null) return false;
  // Set where an override or a replaced root volume gave the instance another image: then images are compared, not versions.
  if (member.imageId !== null) {
    return some(launch.sourcesOf(group), (source) => {
      if (source.from !== 'launch-template' || source.version === null) return false;
      return (source.imageId ?? source.version.keysOf('image')[0]) === member.imageId;
    });
  }
  return some(templateReferencesOf(group), (reference) => {
    const meaning = launch.meaningOf(reference, group);
    return meaning?.launchTemplateId === member.launchTemplateId && String(meaning.versionNumber) === member.launchTemplateVersion;
  });
}
