import { describe, expect, it } from 'vitest';
import activity from '../../src/collectors/autoscaling/activity.ts';
import { mapOne, misfits } from '../kit/mapping.ts';

const minimal = {
  ActivityId: '1f-2',
  AutoScalingGroupName: 'web',
  Cause: 'At 2026-01-01T00:00:00Z an instance was started in response to a difference between desired and actual capacity.',
  StartTime: new Date('2026-01-01T00:00:01Z'),
  StatusCode: 'InProgress',
};

function read(fields: object) {
  const draft = mapOne(activity, { Activities: [{ ...minimal, ...fields }] }, 'web');
  expect(misfits(draft)).toEqual([]);
  expect(draft.gaps).toEqual({});
  return draft;
}

describe('autoscaling.activity', () => {
  it('reads a minimal answer', () => {
    const { key, facts, relations } = read({});
    expect(key).toBe('1f-2');
    expect(facts).toEqual({
      startedAt: '2026-01-01T00:00:01.000Z',
      endedAt: null,
      statusCode: 'InProgress',
      action: null,
      instanceId: null,
      warmPool: null,
      isCausedByLoadBalancerHealth: false,
    });
    expect(relations).toEqual({ group: 'web' });
  });

  it.each([
    ['Launching a new EC2 instance: i-0123456789abcdef0', 'launch', 'i-0123456789abcdef0', null],
    ['Launching a new EC2 instance: i-751c4edf', 'launch', 'i-751c4edf', null],
    ['Launching a new EC2 instance into warm pool: i-0123456789abcdef0', 'launch', 'i-0123456789abcdef0', 'into'],
    ['Launching a new EC2 instance from warm pool: i-0123456789abcdef0', 'launch', 'i-0123456789abcdef0', 'from'],
    ['Launching a new EC2 instance.  Status Reason: You have requested more vCPU capacity than your limit.', 'launch', null, null],
    ['Terminating EC2 instance: i-0123456789abcdef0', 'terminate', 'i-0123456789abcdef0', null],
    ['Terminating EC2 instance: i-0123456789abcdef0 - Waiting for ELB Connection Draining.', 'terminate', 'i-0123456789abcdef0', null],
    ['Terminating EC2 instance from warm pool: i-0123456789abcdef0', 'terminate', 'i-0123456789abcdef0', 'from'],
    ['Moving EC2 instance to Standby: i-0123456789abcdef0', null, 'i-0123456789abcdef0', null],
    ['Attaching an existing EC2 instance: i-0123456789abcdef0', null, 'i-0123456789abcdef0', null],
    ['Updating load balancers/target groups: Successful.', null, null, null],
    ['Terminating EC2 instances: i-0123456789abcdef0, i-0fedcba9876543210', null, null, null],
    ['Starte eine neue Instanz: i-0123456789abcdef0', null, 'i-0123456789abcdef0', null],
    ['constructor of an instance', null, null, null],
    ['\u001b[31mLaunching\u0007', null, null, null],
    ['', null, null, null],
    [undefined, null, null, null],
  ])('reads %j', (description, action, instanceId, warmPool) => {
    expect(read({ Description: description }).facts).toMatchObject({ action, instanceId, warmPool });
  });

  it.each([
    ['At 2022-12-23T19:00:11Z an instance was taken out of service in response to an ELB system health check failure.', true],
    ['At 2022-12-23T19:00:11Z an instance was taken out of service in response to a VPC Lattice health check failure.', true],
    [
      'At 2015-06-16T14:59:01Z an instance was taken out of service in response to a EC2 health check indicating it has been terminated or stopped.',
      false,
    ],
    ['At 2022-05-14T20:11:53Z an instance was taken out of service in response to a user health-check.', false],
    ['At 2022-05-14T20:11:53Z an instance was taken out of service in response to an EBS volume health check failure.', false],
    ['At 2022-06-14T00:07:30Z instance i-1 was taken out of service in response to a user request. The ELB health check was fine.', false],
    ['', false],
  ])('tells who is to blame: %j', (cause, expected) => {
    expect(read({ Cause: cause }).facts['isCausedByLoadBalancerHealth']).toBe(expected);
  });
});
