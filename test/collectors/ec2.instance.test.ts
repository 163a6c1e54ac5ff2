import { describe, expect, it } from 'vitest';
import ebsEncryptionByDefault from '../../src/collectors/ec2/ebs-encryption-by-default.ts';
import image from '../../src/collectors/ec2/image.ts';
import instance from '../../src/collectors/ec2/instance.ts';
import instanceMetadataDefaults from '../../src/collectors/ec2/instance-metadata-defaults.ts';
import launchTemplate from '../../src/collectors/ec2/launch-template.ts';
import volume from '../../src/collectors/ec2/volume.ts';
import { mapOne, mapPage } from '../kit/mapping.ts';

const running = { InstanceId: 'i-1', State: { Name: 'running' }, InstanceType: 't3.small', LaunchTime: new Date('2026-03-01T10:00:00Z') };
const one = (more: object) => mapOne(instance, { Reservations: [{ Instances: [{ ...running, ...more }] }] });

describe('instances', () => {
  it('come out of their reservations, without those that are terminated', () => {
    const Reservations = [
      { Instances: [running, { ...running, InstanceId: 'i-2', State: { Name: 'stopped' } }] },
      { Instances: [{ ...running, InstanceId: 'i-3', State: { Name: 'terminated' } }] },
      { Instances: [{ ...running, InstanceId: 'i-4', State: { Name: 'shutting-down' } }] },
      {},
    ];
    expect(mapPage(instance, { Reservations }).map(({ key }) => key)).toEqual(['i-1', 'i-2', 'i-4']);
  });

  it('tell the first launch from the last start', () => {
    const NetworkInterfaces = [
      { Attachment: { DeviceIndex: 1, AttachTime: new Date('2025-06-01T00:00:00Z') } },
      { Attachment: { DeviceIndex: 0, AttachTime: new Date('2025-01-01T00:00:00Z') } },
    ];
    expect(one({ NetworkInterfaces }).facts).toMatchObject({
      launchTime: '2026-03-01T10:00:00.000Z',
      firstLaunchTime: '2025-01-01T00:00:00.000Z',
    });
    expect(one({}).facts['firstLaunchTime']).toBeNull();
  });

  it('have the groups of every interface, each once', () => {
    const draft = one({
      SecurityGroups: [{ GroupId: 'sg-1' }],
      NetworkInterfaces: [{ Groups: [{ GroupId: 'sg-1' }] }, { Groups: [{ GroupId: 'sg-2' }] }],
    });
    expect(draft.relations['securityGroups']).toEqual(['sg-1', 'sg-2']);
  });

  it('know their group and template from the tags that AWS sets', () => {
    const Tags = [
      { Key: 'aws:autoscaling:groupName', Value: 'web' },
      { Key: 'aws:ec2launchtemplate:id', Value: 'lt-1' },
      { Key: 'aws:ec2launchtemplate:version', Value: '7' },
    ];
    const draft = one({ Tags });
    expect(draft.facts).toMatchObject({ autoScalingGroupName: 'web', launchTemplateId: 'lt-1', launchTemplateVersion: '7' });
    expect(draft.relations['autoScalingGroup']).toBe('web');
    expect(one({}).relations['autoScalingGroup']).toBeNull();
  });

  it('name the service that runs them, or nobody', () => {
    expect(one({ Operator: { Managed: true, Principal: 'eks.amazonaws.com' } }).facts['operatorPrincipal']).toBe('eks.amazonaws.com');
    expect(one({ Operator: { Managed: false } }).facts['operatorPrincipal']).toBeNull();
    expect(one({ Operator: { Managed: true } }).gaps['operatorPrincipal']).toMatchObject({ reason: 'malformed' });
  });

  it('tell their metadata options and whether a change is under way', () => {
    const draft = one({ MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled', State: 'pending' } });
    expect(draft.facts).toMatchObject({ httpTokens: 'required', httpEndpoint: 'enabled', metadataOptionsState: 'pending' });
    expect(one({}).facts).toMatchObject({ httpTokens: null, httpEndpoint: null, metadataOptionsState: null });
  });
});

describe('volumes', () => {
  it('know where they are attached, and their key by its ARN', () => {
    const Attachments = [{ InstanceId: 'i-1', Device: '/dev/xvda', State: 'attached' }, { State: 'attached' }];
    const draft = mapOne(volume, {
      Volumes: [{ VolumeId: 'vol-1', Encrypted: true, State: 'in-use', VolumeType: 'gp3', KmsKeyId: 'k-1', Attachments }],
    });
    expect(draft.relations).toEqual({ instances: ['i-1'], kmsKey: 'arn:aws:kms:us-east-1:123456789012:key/k-1' });
    expect(draft.facts['attachments']).toEqual([
      { instanceId: 'i-1', deviceName: '/dev/xvda', state: 'attached' },
      { instanceId: null, deviceName: null, state: 'attached' },
    ]);
  });
});

describe('images', () => {
  it('have the ARN without an account, and keep each device as it is mapped', () => {
    const BlockDeviceMappings = [
      { DeviceName: '/dev/xvda', Ebs: { Encrypted: false, SnapshotId: 'snap-1', VolumeType: 'gp2', DeleteOnTermination: true } },
      { DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' },
      { DeviceName: '/dev/sdc', NoDevice: '' },
    ];
    const draft = mapOne(image, { Images: [{ ImageId: 'ami-1', State: 'available', OwnerId: '137112412989', BlockDeviceMappings }] });
    expect(draft.id).toBe('arn:aws:ec2:us-east-1::image/ami-1');
    expect(draft.facts['blockDevices']).toEqual([
      {
        deviceName: '/dev/xvda',
        suppressed: false,
        virtualName: null,
        ebs: { encrypted: false, snapshotId: 'snap-1', kmsKeyId: null, volumeType: 'gp2', deletesOnTermination: true },
      },
      { deviceName: '/dev/sdb', suppressed: false, virtualName: 'ephemeral0', ebs: null },
      { deviceName: '/dev/sdc', suppressed: true, virtualName: null, ebs: null },
    ]);
  });
});

describe('templates', () => {
  it('go by their id, and by the name that survives re-creation', () => {
    const LaunchTemplates = [{ LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web', DefaultVersionNumber: 1, LatestVersionNumber: 7 }];
    expect(mapOne(launchTemplate, { LaunchTemplates })).toMatchObject({
      key: 'lt-1',
      name: 'web',
      facts: { defaultVersion: 1, latestVersion: 7 },
    });
  });
});

describe('settings of the region', () => {
  it('without a preference say nothing, in either spelling', () => {
    const nothing = { httpTokens: null, httpEndpoint: null, httpTokensEnforced: null, managedBy: null };
    expect(mapOne(instanceMetadataDefaults, {}).facts).toEqual(nothing);
    const AccountLevel = { HttpTokens: 'no-preference', HttpEndpoint: 'no-preference' };
    expect(mapOne(instanceMetadataDefaults, { AccountLevel }).facts).toEqual(nothing);
  });

  it('tell who set them', () => {
    const AccountLevel = { HttpTokens: 'required', HttpTokensEnforced: 'enabled', ManagedBy: 'declarative-policy' };
    expect(mapOne(instanceMetadataDefaults, { AccountLevel })).toMatchObject({
      key: 'instance-metadata-defaults',
      facts: { httpTokens: 'required', httpTokensEnforced: 'enabled', managedBy: 'declarative-policy' },
    });
  });

  it('about encryption are never assumed', () => {
    expect(mapOne(ebsEncryptionByDefault, { EbsEncryptionByDefault: false })).toMatchObject({
      key: 'ebs-encryption-by-default',
      facts: { enabled: false },
    });
    expect(mapOne(ebsEncryptionByDefault, {}).gaps['enabled']).toMatchObject({ reason: 'malformed' });
  });
});
