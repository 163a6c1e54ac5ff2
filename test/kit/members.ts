import type { Facts } from '../../src/model/kinds.ts';

export type Member = Facts<'autoscaling.group'>['instances'][number];

/** An instance in service in a zone, as its group describes it. */
export function member(instanceId: string, letter: 'a' | 'b' | 'c', overrides: Partial<Member> = {}): Member {
  return {
    instanceId,
    zoneName: `eu-west-1${letter}`,
    lifecycleState: 'InService',
    healthStatus: 'Healthy',
    launchTemplateId: 'lt-00000001',
    launchTemplateVersion: '1',
    launchConfigurationName: null,
    imageId: null,
    isProtectedFromScaleIn: false,
    ...overrides,
  };
}
