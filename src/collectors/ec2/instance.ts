import { DescribeInstancesCommand, type Instance } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { operatorPrincipal } from '../kit/ec2/operator-principal.ts';
import { profileName } from '../kit/ec2/profile-name.ts';
import { isoTime, tagMap, textOrNull } from '../kit/values.ts';

const tag = (instance: Instance, key: string) => instance.Tags?.find((candidate) => candidate.Key === key)?.Value ?? null;

export default defineCollector({
  kind: 'ec2.instance',
  list: {
    action: 'ec2:DescribeInstances',
    fetch: ({ ec2 }, _input: undefined, token) =>
      ec2.send(new DescribeInstancesCommand({ MaxResults: 1000, IncludeManagedResources: true, NextToken: token })),
    // A terminated instance is listed for an hour more: it is gone.
    items: (page) => page.Reservations?.flatMap(({ Instances }) => Instances ?? []).filter(({ State }) => State?.Name !== 'terminated'),
    next: (page) => page.NextToken,
  },
  id: (instance, scope) => scope.arn('ec2', `instance/${required(instance.InstanceId, 'InstanceId')}`),
  key: (instance) => required(instance.InstanceId, 'InstanceId'),
  facts: {
    state: (instance) => required(instance.State?.Name, 'State.Name'),
    instanceType: (instance) => required(instance.InstanceType, 'InstanceType'),
    zoneName: (instance) => instance.Placement?.AvailabilityZone ?? null,
    launchTime: (instance) => required(instance.LaunchTime, 'LaunchTime').toISOString(),
    firstLaunchTime: ({ NetworkInterfaces }) =>
      isoTime(NetworkInterfaces?.find((eni) => eni.Attachment?.DeviceIndex === 0)?.Attachment?.AttachTime),
    httpTokens: (instance) => instance.MetadataOptions?.HttpTokens ?? null,
    httpEndpoint: (instance) => instance.MetadataOptions?.HttpEndpoint ?? null,
    metadataOptionsState: (instance) => instance.MetadataOptions?.State ?? null,
    privateIp: (instance) => textOrNull(instance.PrivateIpAddress),
    publicIp: (instance) => textOrNull(instance.PublicIpAddress),
    autoScalingGroupName: (instance) => tag(instance, 'aws:autoscaling:groupName'),
    launchTemplateId: (instance) => tag(instance, 'aws:ec2launchtemplate:id'),
    launchTemplateVersion: (instance) => tag(instance, 'aws:ec2launchtemplate:version'),
    lifecycle: (instance) => instance.InstanceLifecycle ?? null,
    operatorPrincipal: (instance) => operatorPrincipal(instance.Operator),
    volumes: (instance) =>
      (instance.BlockDeviceMappings ?? []).map((mapping) => ({
        deviceName: required(mapping.DeviceName, 'BlockDeviceMappings.DeviceName'),
        volumeId: required(mapping.Ebs?.VolumeId, 'BlockDeviceMappings.Ebs.VolumeId'),
        deletesOnTermination: mapping.Ebs?.DeleteOnTermination ?? null,
      })),
    tags: (instance) => tagMap(instance.Tags),
  },
  relations: {
    vpc: (instance) => textOrNull(instance.VpcId),
    subnet: (instance) => textOrNull(instance.SubnetId),
    image: (instance) => textOrNull(instance.ImageId),
    securityGroups: ({ SecurityGroups, NetworkInterfaces }) => {
      const groups = [...(SecurityGroups ?? []), ...(NetworkInterfaces ?? []).flatMap(({ Groups }) => Groups ?? [])];
      return [...new Set(groups.map(({ GroupId }) => required(GroupId, 'SecurityGroups.GroupId')))];
    },
    autoScalingGroup: (instance) => tag(instance, 'aws:autoscaling:groupName'),
    profile: (instance) => profileName(instance.IamInstanceProfile?.Arn),
  },
});
