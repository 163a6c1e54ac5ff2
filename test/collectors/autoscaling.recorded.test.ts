import { describe, expect, it } from 'vitest';
import group from '../../src/collectors/autoscaling/group.ts';
import launchConfiguration from '../../src/collectors/autoscaling/launch-configuration.ts';
import policy from '../../src/collectors/autoscaling/policy.ts';
import { mapRecorded } from '../kit/recorded-mapping.ts';

describe('recorded answers of Auto Scaling', () => {
  it('maps every group', () => {
    const { drafts, ...reading } = mapRecorded(group, 'autoscaling', 'DescribeAutoScalingGroups');
    expect(reading).toEqual({ items: 39, unnamed: {}, gaps: {}, misfits: [], unfounded: [] });
    const launchedFrom = ['launchTemplate', 'mixedInstances', 'launchConfigurationName'];
    expect(drafts.filter(({ facts }) => launchedFrom.filter((name) => facts[name] !== null).length !== 1)).toEqual([]);
  });

  it('maps every launch configuration', () => {
    const { drafts: _, ...reading } = mapRecorded(launchConfiguration, 'autoscaling', 'DescribeLaunchConfigurations');
    expect(reading).toEqual({ items: 13, unnamed: {}, gaps: {}, misfits: [], unfounded: [] });
  });

  it('maps every policy', () => {
    const { drafts, ...reading } = mapRecorded(policy, 'autoscaling', 'DescribePolicies');
    expect(reading).toEqual({ items: 1, unnamed: {}, gaps: {}, misfits: [], unfounded: [] });
    expect(drafts[0]?.facts).toMatchObject({ policyType: 'TargetTrackingScaling', targetValue: 50.0 });
  });
});
