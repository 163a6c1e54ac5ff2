import { describe, expect, it } from 'vitest';
import listenerRule from '../../src/collectors/elbv2/listener-rule.ts';
import listener from '../../src/collectors/elbv2/listener.ts';
import loadBalancer from '../../src/collectors/elbv2/load-balancer.ts';
import targetGroup from '../../src/collectors/elbv2/target-group.ts';
import { mapRecorded } from '../kit/recorded-mapping.ts';

describe('recorded answers of Elastic Load Balancing', () => {
  it('maps every load balancer', () => {
    const { drafts, ...reading } = mapRecorded(loadBalancer, 'elasticloadbalancing', 'DescribeLoadBalancers');
    expect(reading).toEqual({ items: 11, unnamed: {}, gaps: {}, misfits: [], unfounded: [] });
    expect(new Set(drafts.map(({ facts }) => facts['loadBalancerType']))).toEqual(new Set(['application', 'network']));
    expect(drafts.map(({ relations }) => relations['subnets']?.length).sort()).toEqual([1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 4]);
  });

  it('maps every listener', () => {
    const { drafts, ...reading } = mapRecorded(listener, 'elasticloadbalancing', 'DescribeListeners');
    expect(reading).toEqual({ items: 4, unnamed: {}, gaps: {}, misfits: [], unfounded: [] });
    // The one without a group redirects.
    expect(drafts.map(({ relations }) => relations['targetGroups']?.length)).toEqual([1, 1, 0, 1]);
  });

  it('maps every rule', () => {
    const { drafts, ...reading } = mapRecorded(listenerRule, 'elasticloadbalancing', 'DescribeRules', 'arn:of:listener');
    expect(reading).toEqual({ items: 2, unnamed: {}, gaps: {}, misfits: [], unfounded: [] });
    expect(drafts.map(({ relations }) => relations['listener'])).toEqual(['arn:of:listener', 'arn:of:listener']);
  });

  it('maps every target group; the oldest answers know neither target types nor switched-off checks', () => {
    const { drafts: _, ...reading } = mapRecorded(targetGroup, 'elasticloadbalancing', 'DescribeTargetGroups');
    expect(reading).toEqual({
      items: 8,
      unnamed: {},
      gaps: {
        'targetType: malformed, AWS sent no TargetType.': 5,
        'healthCheckEnabled: malformed, AWS sent no HealthCheckEnabled.': 7,
      },
      misfits: [],
      unfounded: [],
    });
  });
});
