import { DescribeLaunchConfigurationsCommand } from '@aws-sdk/client-auto-scaling';
import { defineCollector, required } from '../kit/define.ts';
import { blockDevice } from '../kit/autoscaling/block-devices.ts';
import { profileName } from '../kit/ec2/profile-name.ts';
import { secretsIn } from '../kit/ec2/user-data.ts';
import { textOrNull } from '../kit/values.ts';

export default defineCollector({
  kind: 'autoscaling.launch-configuration',
  list: {
    action: 'autoscaling:DescribeLaunchConfigurations',
    fetch: ({ autoScaling }, _input: undefined, token) =>
      autoScaling.send(new DescribeLaunchConfigurationsCommand({ MaxRecords: 100, NextToken: token })),
    items: (page) => page.LaunchConfigurations,
    next: (page) => page.NextToken,
  },
  id: (configuration) => required(configuration.LaunchConfigurationARN, 'LaunchConfigurationARN'),
  key: (configuration) => required(configuration.LaunchConfigurationName, 'LaunchConfigurationName'),
  name: (configuration) => required(configuration.LaunchConfigurationName, 'LaunchConfigurationName'),
  facts: {
    imageReference: (configuration) => required(configuration.ImageId, 'ImageId'),
    instanceType: (configuration) => required(configuration.InstanceType, 'InstanceType'),
    httpTokens: (configuration) => configuration.MetadataOptions?.HttpTokens ?? null,
    httpEndpoint: (configuration) => configuration.MetadataOptions?.HttpEndpoint ?? null,
    httpPutResponseHopLimit: (configuration) => configuration.MetadataOptions?.HttpPutResponseHopLimit ?? null,
    blockDevices: (configuration) => (configuration.BlockDeviceMappings ?? []).map(blockDevice),
    instanceProfile: (configuration) => textOrNull(configuration.IamInstanceProfile),
    userDataSecrets: (configuration) => secretsIn(configuration.UserData),
    associatesPublicIp: (configuration) => configuration.AssociatePublicIpAddress ?? null,
    createdAt: (configuration) => required(configuration.CreatedTime, 'CreatedTime').toISOString(),
  },
  relations: {
    image: (configuration) => required(configuration.ImageId, 'ImageId'),
    securityGroups: (configuration) => configuration.SecurityGroups ?? [],
    profile: (configuration) => profileName(configuration.IamInstanceProfile),
  },
});
