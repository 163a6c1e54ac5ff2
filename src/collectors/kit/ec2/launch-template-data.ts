import type { LaunchTemplateVersion, ResponseLaunchTemplateData } from '@aws-sdk/client-ec2';
import type { Facts } from '../../../model/kinds.ts';
import { required } from '../define.ts';
import { tagMap } from '../values.ts';
import { blockDevice } from './block-device.ts';
import { profileName } from './profile-name.ts';
import { secretsIn } from './user-data.ts';

export function launchTemplateData(version: LaunchTemplateVersion): ResponseLaunchTemplateData {
  return required(version.LaunchTemplateData, 'LaunchTemplateData');
}

export function templateId(version: LaunchTemplateVersion): string {
  return required(version.LaunchTemplateId, 'LaunchTemplateId');
}

/** `lt-…:7`. */
export function versionKey(version: LaunchTemplateVersion): string {
  return `${templateId(version)}:${String(required(version.VersionNumber, 'VersionNumber'))}`;
}

/** What a version says of a launch, as far as a launch configuration says it too. */
export const launchFacts = {
  imageReference: (version: LaunchTemplateVersion) => launchTemplateData(version).ImageId ?? null,
  instanceType: (version: LaunchTemplateVersion) => launchTemplateData(version).InstanceType ?? null,
  httpTokens: (version: LaunchTemplateVersion) => launchTemplateData(version).MetadataOptions?.HttpTokens ?? null,
  httpEndpoint: (version: LaunchTemplateVersion) => launchTemplateData(version).MetadataOptions?.HttpEndpoint ?? null,
  httpPutResponseHopLimit: (version: LaunchTemplateVersion) => launchTemplateData(version).MetadataOptions?.HttpPutResponseHopLimit ?? null,
  blockDevices: (version: LaunchTemplateVersion) => (launchTemplateData(version).BlockDeviceMappings ?? []).map(blockDevice),
  instanceProfile(version: LaunchTemplateVersion) {
    const { Arn, Name } = launchTemplateData(version).IamInstanceProfile ?? {};
    return Arn ?? Name ?? null;
  },
  userDataSecrets: (version: LaunchTemplateVersion) => secretsIn(launchTemplateData(version).UserData),
};

export function profile(version: LaunchTemplateVersion): string | null {
  return profileName(launchFacts.instanceProfile(version) ?? undefined);
}

export function networkInterfaces(version: LaunchTemplateVersion): Facts<'ec2.launch-template-version'>['networkInterfaces'] {
  return (launchTemplateData(version).NetworkInterfaces ?? []).map((eni) => ({
    deviceIndex: eni.DeviceIndex ?? null,
    associatesPublicIp: eni.AssociatePublicIpAddress ?? null,
    subnetId: eni.SubnetId ?? null,
    networkInterfaceId: eni.NetworkInterfaceId ?? null,
    securityGroupIds: eni.Groups ?? [],
  }));
}

export function tagSpecifications(version: LaunchTemplateVersion): Facts<'ec2.launch-template-version'>['tagSpecifications'] {
  return (launchTemplateData(version).TagSpecifications ?? []).map(({ ResourceType, Tags }) => ({
    resourceType: required(ResourceType, 'TagSpecifications.ResourceType'),
    tags: tagMap(Tags),
  }));
}

/** A version that has interfaces keeps its groups there, and has no list of its own. */
export function securityGroupIds(version: LaunchTemplateVersion): readonly string[] {
  const { NetworkInterfaces: interfaces = [], SecurityGroupIds: own = [] } = launchTemplateData(version);
  return interfaces.length === 0 ? own : [...new Set(interfaces.flatMap(({ Groups }) => Groups ?? []))];
}
