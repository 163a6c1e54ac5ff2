import type { LaunchTemplateOverrides, LaunchTemplateSpecification, MixedInstancesPolicy } from '@aws-sdk/client-auto-scaling';
import type { Facts } from '../../../model/kinds.ts';
import { required } from '../define.ts';

type GroupFacts = Facts<'autoscaling.group'>;
type TemplateReference = NonNullable<GroupFacts['launchTemplate']>;
type MixedInstances = NonNullable<GroupFacts['mixedInstances']>;

function reference(template: LaunchTemplateSpecification): TemplateReference {
  return {
    launchTemplateId: template.LaunchTemplateId ?? null,
    launchTemplateName: template.LaunchTemplateName ?? null,
    version: template.Version ?? null,
  };
}

export function templateReference(template: LaunchTemplateSpecification | undefined): TemplateReference | null {
  return template === undefined ? null : reference(template);
}

function override(entry: LaunchTemplateOverrides): MixedInstances['overrides'][number] {
  return {
    launchTemplate: templateReference(entry.LaunchTemplateSpecification),
    instanceType: entry.InstanceType ?? null,
    weightedCapacity: entry.WeightedCapacity === undefined ? null : Number(entry.WeightedCapacity),
    imageId: entry.ImageId ?? null,
  };
}

export function mixedInstances(policy: MixedInstancesPolicy | undefined): MixedInstances | null {
  if (policy === undefined) return null;
  return {
    launchTemplate: reference(required(policy.LaunchTemplate?.LaunchTemplateSpecification, 'MixedInstancesPolicy.LaunchTemplate')),
    overrides: (policy.LaunchTemplate?.Overrides ?? []).map(override),
  };
}
