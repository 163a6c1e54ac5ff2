import { DescribeLaunchTemplateVersionsCommand, type LaunchTemplateVersion } from '@aws-sdk/client-ec2';
import type { Clients } from '../../../aws/clients.ts';
import { required } from '../define.ts';
import { templateId } from './launch-template-data.ts';

/** An image named by a Systems Manager parameter, which every launch looks up anew. */
export function isImageParameter(imageId: string | undefined): boolean {
  return imageId?.startsWith('resolve:ssm:') === true;
}

/** The image that the version's parameter names today. EC2 refuses where the parameter is gone or the caller may not read it. */
export async function resolvedImage({ ec2 }: Clients, version: LaunchTemplateVersion): Promise<string> {
  const answer = await ec2.send(
    new DescribeLaunchTemplateVersionsCommand({
      LaunchTemplateId: templateId(version),
      Versions: [String(required(version.VersionNumber, 'VersionNumber'))],
      ResolveAlias: true,
    }),
  );
  const imageId = answer.LaunchTemplateVersions?.[0]?.LaunchTemplateData?.ImageId;
  return required(isImageParameter(imageId) ? undefined : imageId, 'LaunchTemplateData.ImageId');
}
