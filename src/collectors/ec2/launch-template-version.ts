import { DescribeLaunchTemplateVersionsCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { isImageParameter, resolvedImage } from '../kit/ec2/image-parameter.ts';
import {
  launchFacts,
  launchTemplateData as data,
  networkInterfaces,
  profile,
  securityGroupIds,
  tagSpecifications,
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
    ...launchFacts,
    versionNumber: (version) => required(version.VersionNumber, 'VersionNumber'),
    isDefault: (version) => required(version.DefaultVersion, 'DefaultVersion'),
    createdAt: (version) => isoTime(version.CreateTime),
    securityGroupNames: (version) => data(version).SecurityGroups ?? [],
    networkInterfaces,
    marketType: (version) => data(version).InstanceMarketOptions?.MarketType ?? null,
    zoneName: (version) => data(version).Placement?.AvailabilityZone ?? null,
    tagSpecifications,
  },
  relations: { launchTemplate: templateId, securityGroups: securityGroupIds, profile },
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
