import { describe, expect, it } from 'vitest';
import instanceRefresh from '../../src/collectors/autoscaling/instance-refresh.ts';
import launchConfiguration from '../../src/collectors/autoscaling/launch-configuration.ts';
import lifecycleHook from '../../src/collectors/autoscaling/lifecycle-hook.ts';
import policy from '../../src/collectors/autoscaling/policy.ts';
import scheduledAction from '../../src/collectors/autoscaling/scheduled-action.ts';
import trafficSource from '../../src/collectors/autoscaling/traffic-source.ts';
import { mapOne, misfits } from '../kit/mapping.ts';

describe('autoscaling.launch-configuration', () => {
  const minimal = {
    LaunchConfigurationName: 'old',
    LaunchConfigurationARN: 'arn:aws:autoscaling:us-east-1:123456789012:launchConfiguration:0f-1:launchConfigurationName/old',
    ImageId: 'ami-1',
    InstanceType: 't3.micro',
    CreatedTime: new Date('2017-01-01T00:00:00Z'),
  };
  const read = (fields: object) => mapOne(launchConfiguration, { LaunchConfigurations: [{ ...minimal, ...fields }] });

  it('reads a minimal answer: nothing said about metadata is null, not optional', () => {
    const draft = read({});
    expect(misfits(draft)).toEqual([]);
    expect(draft).toMatchObject({
      key: 'old',
      gaps: {},
      facts: { httpTokens: null, httpEndpoint: null, httpPutResponseHopLimit: null, blockDevices: [], associatesPublicIp: null },
      relations: { image: 'ami-1', securityGroups: [] },
    });
  });

  it('tells a device that is taken away from one that says nothing of encryption', () => {
    const { facts } = read({
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8, VolumeType: 'gp2', DeleteOnTermination: true } },
        { DeviceName: '/dev/sdb', Ebs: { Encrypted: false, SnapshotId: 'snap-1' }, NoDevice: false },
        { DeviceName: '/dev/sdc', NoDevice: true },
        { DeviceName: '/dev/sdd', VirtualName: 'ephemeral0' },
      ],
    });
    const nothing = { encrypted: null, snapshotId: null, kmsKeyId: null, volumeType: null, deletesOnTermination: null };
    expect(facts['blockDevices']).toEqual([
      { deviceName: '/dev/xvda', suppressed: false, virtualName: null, ebs: { ...nothing, volumeType: 'gp2', deletesOnTermination: true } },
      { deviceName: '/dev/sdb', suppressed: false, virtualName: null, ebs: { ...nothing, encrypted: false, snapshotId: 'snap-1' } },
      { deviceName: '/dev/sdc', suppressed: true, virtualName: null, ebs: null },
      { deviceName: '/dev/sdd', suppressed: false, virtualName: 'ephemeral0', ebs: null },
    ]);
  });

  it('keeps no user data', () => {
    const { facts, relations } = read({ UserData: 'cGFzc3dvcmQ9aHVudGVyMg==' });
    expect(JSON.stringify({ facts, relations })).not.toContain('cGFzc3dvcmQ9aHVudGVyMg==');
  });
});

describe('autoscaling.policy', () => {
  it('is one of its group: two groups may use the same name', () => {
    const read = (group: string) =>
      mapOne(policy, {
        ScalingPolicies: [
          {
            AutoScalingGroupName: group,
            PolicyName: 'cpu',
            PolicyARN: `arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:0f-1:autoScalingGroupName/${group}:policyName/cpu`,
            PolicyType: 'TargetTrackingScaling',
            TargetTrackingConfiguration: {
              PredefinedMetricSpecification: {
                PredefinedMetricType: 'ALBRequestCountPerTarget',
                ResourceLabel: 'app/web/1/targetgroup/web/2',
              },
              TargetValue: 50,
              DisableScaleIn: false,
            },
            Alarms: [{ AlarmName: 'TargetTracking-web-AlarmHigh', AlarmARN: 'arn:…' }, {}],
          },
        ],
      });
    expect([read('a').key, read('b').key]).toEqual(['a/cpu', 'b/cpu']);
    expect(misfits(read('a'))).toEqual([]);
    expect(read('a')).toMatchObject({
      name: 'cpu',
      gaps: {},
      facts: {
        predefinedMetric: 'ALBRequestCountPerTarget',
        targetValue: 50,
        disablesScaleIn: false,
        enabled: null,
        alarmNames: ['TargetTracking-web-AlarmHigh'],
      },
      relations: { group: 'a' },
    });
  });

  it('tells a prediction that only forecasts', () => {
    const { facts } = mapOne(policy, {
      ScalingPolicies: [
        {
          AutoScalingGroupName: 'a',
          PolicyName: 'p',
          PolicyARN: 'arn:p',
          PolicyType: 'PredictiveScaling',
          Enabled: true,
          PredictiveScalingConfiguration: { MetricSpecifications: [], Mode: 'ForecastOnly' },
        },
      ],
    });
    expect(facts).toMatchObject({ predictiveMode: 'ForecastOnly', enabled: true, targetValue: null });
  });
});

describe('what is read for each group', () => {
  it('names hooks, sources and refreshes after their group', () => {
    const hook = {
      LifecycleHookName: 'boot',
      LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
      HeartbeatTimeout: 300,
      DefaultResult: 'ABANDON',
    };
    const drafts = [
      mapOne(lifecycleHook, { LifecycleHooks: [hook] }, 'web'),
      mapOne(trafficSource, { TrafficSources: [{ Identifier: 'classic-1' }] }, 'web'),
      mapOne(instanceRefresh, { InstanceRefreshes: [{ InstanceRefreshId: '0f-1', Status: 'Pending' }] }, 'web'),
    ];
    expect(drafts.flatMap(misfits)).toEqual([]);
    expect(drafts.map(({ key, gaps, relations }) => [key, gaps, relations])).toEqual([
      ['web/boot', {}, { group: 'web' }],
      ['web#classic-1', {}, { group: 'web' }],
      ['0f-1', {}, { group: 'web' }],
    ]);
    expect(drafts.map(({ facts }) => facts)).toEqual([
      { transition: 'autoscaling:EC2_INSTANCE_LAUNCHING', heartbeatTimeoutSeconds: 300, defaultResult: 'ABANDON' },
      { identifier: 'classic-1', sourceType: null, state: null },
      { status: 'Pending', startedAt: null, endedAt: null, minHealthyPercentage: null },
    ]);
  });
});

describe('autoscaling.scheduled-action', () => {
  const minimal = {
    AutoScalingGroupName: 'web',
    ScheduledActionName: 'morning',
    ScheduledActionARN:
      'arn:aws:autoscaling:us-east-1:123456789012:scheduledUpdateGroupAction:0f-1:autoScalingGroupName/web:scheduledActionName/morning',
  };
  const read = (fields: object) => mapOne(scheduledAction, { ScheduledUpdateGroupActions: [{ ...minimal, ...fields }] });

  it('keeps what the action sets and leaves empty what it does not', () => {
    const draft = read({ Recurrence: '0 7 * * MON-FRI', StartTime: new Date('2026-01-01T07:00:00Z'), MinSize: 0 });
    expect(misfits(draft)).toEqual([]);
    expect(draft).toMatchObject({
      key: 'web/morning',
      name: 'morning',
      gaps: {},
      facts: {
        recurrence: '0 7 * * MON-FRI',
        startsAt: '2026-01-01T07:00:00.000Z',
        endsAt: null,
        minSize: 0,
        maxSize: null,
        desiredCapacity: null,
      },
      relations: { group: 'web' },
    });
  });
});
