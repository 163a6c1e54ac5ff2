import type { LaunchTemplateVersion, ResponseLaunchTemplateData } from '@aws-sdk/client-ec2';
import type { Facts } from '../../../model/kinds.ts';
import { required } from '../define.ts';

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

export function networkInterfaces(version: LaunchTemplateVersion): Facts<'ec2.launch-template-version'>['networkInterfaces'] {
  return (launchTemplateData(version).NetworkInterfaces ?? []).map((eni) => ({
    deviceIndex: eni.DeviceIndex ?? null,
    associatesPublicIp: eni.AssociatePublicIpAddress ?? null,
    subnetId: eni.SubnetId ?? null,
    networkInterfaceId: eni.NetworkInterfaceId ?? null,
    securityGroupIds: eni.Groups ?? [],
  }));
}

/** A version that has interfaces keeps its groups there, and has no list of its own. */
export function securityGroupIds(version: LaunchTemplateVersion): readonly string[] {
  const { NetworkInterfaces: interfaces = [], SecurityGroupIds: own = [] } = launchTemplateData(version);
  return interfaces.length === 0 ? own : [...new Set(interfaces.flatMap(({ Groups }) => Groups ?? []))];
}
