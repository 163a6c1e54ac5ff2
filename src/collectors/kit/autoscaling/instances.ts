import type { Instance } from '@aws-sdk/client-auto-scaling';
import type { Facts } from '../../../model/kinds.ts';
import { required } from '../define.ts';

export function groupInstance(instance: Instance): Facts<'autoscaling.group'>['instances'][number] {
  return {
    instanceId: required(instance.InstanceId, 'Instances.InstanceId'),
    zoneName: required(instance.AvailabilityZone, 'Instances.AvailabilityZone'),
    lifecycleState: required(instance.LifecycleState, 'Instances.LifecycleState'),
    healthStatus: required(instance.HealthStatus, 'Instances.HealthStatus'),
    launchTemplateId: instance.LaunchTemplate?.LaunchTemplateId ?? null,
    launchTemplateVersion: instance.LaunchTemplate?.Version ?? null,
    launchConfigurationName: instance.LaunchConfigurationName ?? null,
    imageId: instance.ImageId ?? null,
    isProtectedFromScaleIn: required(instance.ProtectedFromScaleIn, 'Instances.ProtectedFromScaleIn'),
  };
}

export function instanceWeights(instances: readonly Instance[]): Facts<'autoscaling.group'>['instanceWeights'] {
  return instances.flatMap(({ InstanceId, WeightedCapacity }) =>
    WeightedCapacity === undefined ? [] : { instanceId: required(InstanceId, 'Instances.InstanceId'), weight: Number(WeightedCapacity) },
  );
}
