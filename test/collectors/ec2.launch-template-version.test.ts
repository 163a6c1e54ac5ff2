import { describe, expect, it } from 'vitest';
import launchTemplateVersion from '../../src/collectors/ec2/launch-template-version.ts';
import type { Draft } from '../../src/collectors/kit/draft.ts';
import { halfQueries, usedVersions } from '../../src/collectors/kit/ec2/used-versions.ts';
import { imagesInUse } from '../../src/collectors/kit/ec2/images-in-use.ts';
import { viewParents } from '../../src/collectors/kit/parents.ts';
import type { Kind } from '../../src/model/kinds.ts';
import { mapOne } from '../kit/mapping.ts';

type Known = Partial<Pick<Draft, 'key' | 'name' | 'facts' | 'relations'>>;

const nodesOf = (known: Partial<Record<Kind, readonly Known[]>>) =>
  viewParents((kind) =>
    (known[kind] ?? []).map((node) => ({ kind, id: 'arn', key: 'k', name: null, facts: {}, relations: {}, gaps: {}, item: null, ...node })),
  ).nodes;

const reference = (launchTemplateId: string | null, version: string | null, launchTemplateName: string | null = null) => ({
  launchTemplateId,
  launchTemplateName,
  version,
});
const single = (template: Draft['facts'][string]) => ({ facts: { launchTemplate: template, mixedInstances: null, instances: [] } });
const template = (key: string) => ({ kind: 'ec2.launch-template', key });

describe('the versions in use', () => {
  it('are the numbers that groups name, once each, one request per template', () => {
    const groups = [reference('lt-2', '10'), reference('lt-2', '9'), reference('lt-1', '3'), reference('lt-2', '10')].map(single);
    expect(usedVersions(nodesOf({ 'autoscaling.group': groups }))).toEqual([
      { input: { LaunchTemplateId: 'lt-1', Versions: ['3'] }, parent: template('lt-1') },
      { input: { LaunchTemplateId: 'lt-2', Versions: ['9', '10'] }, parent: template('lt-2') },
    ]);
  });

  it('leave $Latest, $Default and none to the sweep', () => {
    const groups = [reference('lt-1', '$Latest'), reference('lt-2', '$Default'), reference('lt-3', null)].map(single);
    expect(usedVersions(nodesOf({ 'autoscaling.group': groups }))).toEqual([]);
  });

  it('take in every override of a mixed instances policy and what the members run on', () => {
    const overrides = [
      { launchTemplate: reference('lt-2', '4'), instanceType: null, weightedCapacity: null, imageId: null },
      { launchTemplate: null, instanceType: 't3.small', weightedCapacity: null, imageId: 'ami-9' },
    ];
    const facts = {
      launchTemplate: null,
      mixedInstances: { launchTemplate: reference('lt-1', '3'), overrides },
      instances: [
        { launchTemplateId: 'lt-1', launchTemplateVersion: '2', imageId: 'ami-8' },
        { launchTemplateId: null, launchTemplateVersion: null, imageId: null },
      ],
    };
    const nodes = nodesOf({ 'autoscaling.group': [{ facts }] });
    expect(usedVersions(nodes).map(({ input }) => input)).toEqual([
      { LaunchTemplateId: 'lt-1', Versions: ['2', '3'] },
      { LaunchTemplateId: 'lt-2', Versions: ['4'] },
    ]);
    expect(imagesInUse(nodes)).toEqual(['ami-8', 'ami-9']);
  });

  it('find a template that is named only, and ask by the name where nothing is known of it', () => {
    const groups = [reference(null, '1', 'web'), reference(null, '1', 'gone')].map(single);
    const nodes = nodesOf({ 'autoscaling.group': groups, 'ec2.launch-template': [{ key: 'lt-1', name: 'web' }] });
    expect(usedVersions(nodes)).toEqual([
      { input: { LaunchTemplateName: 'gone', Versions: ['1'] } },
      { input: { LaunchTemplateId: 'lt-1', Versions: ['1'] }, parent: template('lt-1') },
    ]);
  });

  it('are halved where one is gone, down to a single one', () => {
    expect(halfQueries({ LaunchTemplateId: 'lt-1', Versions: ['1', '2', '3'] })).toEqual([
      { LaunchTemplateId: 'lt-1', Versions: ['1', '2'] },
      { LaunchTemplateId: 'lt-1', Versions: ['3'] },
    ]);
    expect(halfQueries({ LaunchTemplateId: 'lt-1', Versions: ['3'] })).toBeUndefined();
  });
});

describe('images in use', () => {
  it('are those of versions, launch configurations, instances and groups, never a parameter', () => {
    const withImage = (imageId: string | null) => [{ relations: { image: imageId } }];
    const nodes = nodesOf({
      'ec2.launch-template-version': withImage('ami-3'),
      'autoscaling.launch-configuration': withImage('ami-1'),
      'ec2.instance': [...withImage('ami-2'), ...withImage('ami-1'), ...withImage(null)],
      'autoscaling.group': [{ facts: { mixedInstances: { overrides: [{ imageId: 'resolve:ssm:/x' }] }, instances: [] } }],
    });
    expect(imagesInUse(nodes)).toEqual(['ami-1', 'ami-2', 'ami-3']);
  });
});

describe('a version', () => {
  const version = (LaunchTemplateData: object) =>
    mapOne(launchTemplateVersion, {
      LaunchTemplateVersions: [{ LaunchTemplateId: 'lt-1', VersionNumber: 7, DefaultVersion: false, LaunchTemplateData }],
    });

  it('is known by template and number', () => {
    expect(version({})).toMatchObject({
      key: 'lt-1:7',
      relations: { launchTemplate: 'lt-1' },
      facts: { versionNumber: 7, isDefault: false },
    });
  });

  it('keeps its groups on the interfaces where it has any', () => {
    const NetworkInterfaces = [
      { DeviceIndex: 0, AssociatePublicIpAddress: true, Groups: ['sg-1', 'sg-2'] },
      { DeviceIndex: 1, Groups: ['sg-2'] },
    ];
    const draft = version({ NetworkInterfaces });
    expect(draft.relations['securityGroups']).toEqual(['sg-1', 'sg-2']);
    expect(draft.facts['networkInterfaces']).toMatchObject([
      { deviceIndex: 0, associatesPublicIp: true },
      { deviceIndex: 1, associatesPublicIp: null },
    ]);
    expect(version({ SecurityGroupIds: ['sg-3'] }).relations['securityGroups']).toEqual(['sg-3']);
    expect(version({ SecurityGroups: ['legacy'] }).facts['securityGroupNames']).toEqual(['legacy']);
  });

  it('tells a device that is suppressed from one that is changed', () => {
    const BlockDeviceMappings = [
      { DeviceName: '/dev/sdb', NoDevice: '' },
      { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, KmsKeyId: 'k-1' } },
    ];
    expect(version({ BlockDeviceMappings }).facts['blockDevices']).toMatchObject([
      { deviceName: '/dev/sdb', suppressed: true, ebs: null },
      { deviceName: '/dev/xvda', suppressed: false, ebs: { encrypted: true, kmsKeyId: 'k-1', snapshotId: null } },
    ]);
  });

  it('says nothing about metadata that it does not set, and keeps nothing of its user data', () => {
    const draft = version({ MetadataOptions: { HttpPutResponseHopLimit: 2 }, UserData: 'c2VjcmV0' });
    expect(draft.facts).toMatchObject({ httpTokens: null, httpEndpoint: null, httpPutResponseHopLimit: 2 });
    expect(JSON.stringify(draft.facts)).not.toContain('c2VjcmV0');
  });

  it('without data is known to exist and nothing more', () => {
    const draft = mapOne(launchTemplateVersion, {
      LaunchTemplateVersions: [{ LaunchTemplateId: 'lt-1', VersionNumber: 7, DefaultVersion: true }],
    });
    expect(draft.gaps['httpTokens']).toMatchObject({ reason: 'malformed', detail: 'AWS sent no LaunchTemplateData.' });
    expect(draft.facts).toEqual({ versionNumber: 7, isDefault: true, createdAt: null });
  });
});
