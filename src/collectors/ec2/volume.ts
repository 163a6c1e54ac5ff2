import { DescribeVolumesCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { operatorPrincipal } from '../kit/ec2/operator-principal.ts';
import { kmsKeyArn } from '../kit/kms-key-arn.ts';
import { tagMap, textOrNull } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.volume',
  list: {
    action: 'ec2:DescribeVolumes',
    fetch: ({ ec2 }, _input: undefined, token) =>
      ec2.send(new DescribeVolumesCommand({ MaxResults: 1000, IncludeManagedResources: true, NextToken: token })),
    items: (page) => page.Volumes,
    next: (page) => page.NextToken,
  },
  id: (volume, scope) => scope.arn('ec2', `volume/${required(volume.VolumeId, 'VolumeId')}`),
  key: (volume) => required(volume.VolumeId, 'VolumeId'),
  facts: {
    encrypted: (volume) => required(volume.Encrypted, 'Encrypted'),
    state: (volume) => required(volume.State, 'State'),
    volumeType: (volume) => required(volume.VolumeType, 'VolumeType'),
    zoneName: (volume) => volume.AvailabilityZone ?? null,
    operatorPrincipal: (volume) => operatorPrincipal(volume.Operator),
    attachments: (volume) =>
      (volume.Attachments ?? []).map((attachment) => ({
        instanceId: textOrNull(attachment.InstanceId),
        deviceName: textOrNull(attachment.Device),
        state: attachment.State ?? null,
      })),
    tags: (volume) => tagMap(volume.Tags),
  },
  relations: {
    instances: (volume) => (volume.Attachments ?? []).flatMap(({ InstanceId }) => textOrNull(InstanceId) ?? []),
    kmsKey: (volume, scope) => kmsKeyArn(volume.KmsKeyId, scope),
  },
});
