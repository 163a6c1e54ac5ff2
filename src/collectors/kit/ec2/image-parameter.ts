import { DescribeLaunchTemplateVersionsCommand, type EC2Client, type LaunchTemplateVersion } from '@aws-sdk/client-ec2';
import type { Clients } from '../../../aws/clients.ts';
import { MissingFieldError, required } from '../define.ts';
import { templateId } from './launch-template-data.ts';

/** An image named by a Systems Manager parameter, which every launch looks up anew. */
export function isImageParameter(imageId: string | undefined): boolean {
  return imageId?.startsWith('resolve:ssm:') === true;
}

/**
 * The image that the version's parameter names today.
 *
 * @throws MissingFieldError where the parameter leads nowhere: that it is gone must not read as if the version were.
 */
export async function resolvedImage({ ec2 }: Clients, version: LaunchTemplateVersion): Promise<string> {
  const imageId = await readResolved(ec2, version);
  return required(isImageParameter(imageId) ? undefined : imageId, 'LaunchTemplateData.ImageId');
}

async function readResolved(ec2: EC2Client, version: LaunchTemplateVersion): Promise<string | undefined> {
  const command = new DescribeLaunchTemplateVersionsCommand({
    LaunchTemplateId: templateId(version),
    Versions: [String(required(version.VersionNumber, 'VersionNumber'))],
    ResolveAlias: true,
    IncludeManagedResources: true,
  });
  try {
    const answer = await ec2.send(command);
    return answer.LaunchTemplateVersions?.[0]?.LaunchTemplateData?.ImageId;
  } catch (error) {
    const isParameterGone = error instanceof Error && /NotFound/.test(error.name) && !error.name.startsWith('InvalidLaunchTemplate');
    throw isParameterGone ? new MissingFieldError(`image for ${version.LaunchTemplateData?.ImageId ?? 'the parameter'}`) : error;
  }
}
