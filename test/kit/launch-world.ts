import type { Facts } from '../../src/model/kinds.ts';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import { group } from './group-world.ts';
import { node, type Override } from './world.ts';

type Mixed = NonNullable<Facts<'autoscaling.group'>['mixedInstances']>;
type Reference = Mixed['launchTemplate'];
type Device = Facts<'ec2.image'>['blockDevices'][number];

export const web = 'lt-00000001';
export const arm = 'lt-00000002';

/** The template `web` or `arm` at a version, as a group writes it. */
export function at(version: string | null, launchTemplateId: string | null = web): Reference {
  return { launchTemplateId, launchTemplateName: launchTemplateId === arm ? 'arm' : 'web', version };
}

/** The group `web`, launching from the template `web` at a version. */
export function launching(version: string | null, overrides: Override<'autoscaling.group'> = {}): NodeRecord {
  return group({ launchTemplate: at(version), ...overrides });
}

export function override(own: Partial<Mixed['overrides'][number]>): Mixed['overrides'][number] {
  return { launchTemplate: null, instanceType: 'm8g.large', weightedCapacity: null, imageId: null, ...own };
}

/** The group `web` with a mixed instances policy. */
export function mixing(launchTemplate: Reference, ...overrides: readonly Mixed['overrides'][number][]): NodeRecord {
  return group({ launchTemplate: null, mixedInstances: { launchTemplate, overrides } });
}

/** The group `web`, launching from the configuration `web-2019`. */
export function configured(overrides: Override<'autoscaling.group'> = {}): NodeRecord {
  return group({ launchTemplate: null, launchConfigurationName: 'web-2019', launchConfiguration: 'web-2019', ...overrides });
}

/** The template `web`; its versions are nodes of their own. */
export function template(overrides: Override<'ec2.launch-template'> = {}, key = web): NodeRecord {
  return node('ec2.launch-template', key, overrides, { name: key === arm ? 'arm' : 'web' });
}

/** A version of the template `web` or `arm`; sound, and old enough to be rolled out. */
export function version(versionNumber: number, overrides: Override<'ec2.launch-template-version'> = {}, key = web): NodeRecord {
  return node('ec2.launch-template-version', `${key}:${versionNumber}`, { versionNumber, launchTemplate: key, ...overrides });
}

export function device(deviceName: string, encrypted: boolean | null, more: Partial<NonNullable<Device['ebs']>> = {}): Device {
  const ebs = { encrypted, snapshotId: null, kmsKeyId: null, volumeType: 'gp3', deletesOnTermination: true, ...more };
  return { deviceName, suppressed: false, virtualName: null, ebs };
}
