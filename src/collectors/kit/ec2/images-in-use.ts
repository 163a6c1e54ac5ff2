import { DescribeImagesCommand, type EC2Client, type Image } from '@aws-sdk/client-ec2';
import type { CollectedNodes } from '../define.ts';

/** Ids of every image that something launches from or runs on. */
export function imagesInUse(nodes: CollectedNodes): readonly string[] {
  const launched = [...nodes('ec2.launch-template-version'), ...nodes('autoscaling.launch-configuration'), ...nodes('ec2.instance')];
  const overriding = nodes('autoscaling.group').flatMap(({ facts: { mixedInstances, instances } }) => [
    ...(mixedInstances?.overrides ?? []),
    ...(instances ?? []),
  ]);
  const ids = [...launched.map(({ relations }) => relations.image), ...overriding.map(({ imageId }) => imageId)];
  return [...new Set(ids.flatMap((id) => id ?? []))].filter((id) => id.startsWith('ami-')).sort();
}

/** Without the ids that are gone or never were: EC2 refuses all for one (`InvalidAMIID.NotFound`, `.Unavailable`, `.Malformed`), but says which. */
export async function readImages(ec2: EC2Client, ids: readonly string[]): Promise<{ readonly Images?: readonly Image[] | undefined }> {
  try {
    return await ec2.send(new DescribeImagesCommand({ ImageIds: [...ids], IncludeDeprecated: true, IncludeDisabled: true }));
  } catch (error) {
    const named = error instanceof Error && error.name.startsWith('InvalidAMIID.') ? (error.message.match(/\bami-[\w-]+/g) ?? []) : [];
    const rest = ids.filter((id) => !named.some((gone) => gone === id));
    if (rest.length === ids.length) throw error;
    return rest.length === 0 ? {} : readImages(ec2, rest);
  }
}
