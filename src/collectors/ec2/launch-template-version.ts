import { DescribeLaunchTemplateVersionsCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { blockDevice } from '../kit/ec2/block-device.ts';
import { isImageParameter, resolvedImage } from '../kit/ec2/image-parameter.ts';
import {
  launchTemplateData as data,
  networkInterfaces,
  securityGroupIds,
  templateId,
  versionKey,
} from '../kit/ec2/launch-template-data.ts';
import { halfQueries, usedVersions, type VersionQuery } from '../kit/ec2/used-versions.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { isoTime } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.launch-template-version',
  list: {
    action: 'ec2:DescribeLaunchTemplateVersions',
    after: ['autoscaling.group', 'ec2.launch-template'],
    requests: (nodes) => [{ input: { Versions: ['$Latest', '$Default'] } }, ...usedVersions(nodes)],
    fetch: ({ ec2 }, { Versions, ...template }: VersionQuery, token) => {
      const page = { Versions: [...Versions], IncludeManagedResources: true, MaxResults: 200, NextToken: token };
      return ec2.send(new DescribeLaunchTemplateVersionsCommand({ ...template, ...page }));
    },
    items: (page) => page.LaunchTemplateVersions,
    next: (page) => page.NextToken,
    split: halfQueries,
  },
  id: (version, scope) => scope.arn('ec2', `launch-template-version/${versionKey(version)}`),
  key: versionKey,
  facts: {
    imageReference: (version) => data(version).ImageId ?? null,
    instanceType: (version) => data(version).InstanceType ?? null,
    httpTokens: (version) => data(version).MetadataOptions?.HttpTokens ?? null,
    httpEndpoint: (version) => data(version).MetadataOptions?.HttpEndpoint ?? null,
    httpPutResponseHopLimit: (version) => data(version).MetadataOptions?.HttpPutResponseHopLimit ?? null,
    blockDevices: (version) => (data(version).BlockDeviceMappings ?? []).map(blockDevice),
    instanceProfile: (version) => data(version).IamInstanceProfile?.Arn ?? data(version).IamInstanceProfile?.Name ?? null,
    versionNumber: (version) => required(version.VersionNumber, 'VersionNumber'),
    isDefault: (version) => required(version.DefaultVersion, 'DefaultVersion'),
    createdAt: (version) => isoTime(version.CreateTime),
    securityGroupNames: (version) => data(version).SecurityGroups ?? [],
    networkInterfaces,
    marketType: (version) => data(version).InstanceMarketOptions?.MarketType ?? null,
    zoneName: (version) => data(version).Placement?.AvailabilityZone ?? null,
  },
  relations: { launchTemplate: templateId, securityGroups: securityGroupIds },
  details: [
    {
      // EC2 reads the parameter on the caller's behalf, so a refusal is about the parameter.
      action: 'ssm:GetParameters',
      facts: ['image'],
      batch: 1,
      when: (version) => isImageParameter(version.LaunchTemplateData?.ImageId),
      otherwise: (version) => ({ image: data(version).ImageId ?? null }),
      fetch: oneByOne(async (clients, { item }) => ({ image: await resolvedImage(clients, item) })),
    },
  ],
});
