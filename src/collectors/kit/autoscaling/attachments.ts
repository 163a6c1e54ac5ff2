import type { AutoScalingGroup, TrafficSourceIdentifier } from '@aws-sdk/client-auto-scaling';
import { required } from '../define.ts';

function typeOf(source: TrafficSourceIdentifier, identifier: string): string {
  if (source.Type !== undefined && source.Type !== '') return source.Type;
  if (/^arn:[^:]*:elasticloadbalancing:[^:]*:[^:]*:targetgroup\//.test(identifier)) return 'elbv2';
  return /^arn:[^:]*:vpc-lattice:/.test(identifier) ? 'vpc-lattice' : 'elb';
}

function sources(group: AutoScalingGroup, type: string): readonly string[] {
  return (group.TrafficSources ?? []).flatMap((source) => {
    const identifier = required(source.Identifier, 'TrafficSources.Identifier');
    return typeOf(source, identifier) === type ? identifier : [];
  });
}

/** A group names what it is attached to in an old list per type, in `TrafficSources`, or in both. */
export function targetGroupArns(group: AutoScalingGroup): readonly string[] {
  return [...new Set([...(group.TargetGroupARNs ?? []), ...sources(group, 'elbv2')])];
}

export function classicLoadBalancerNames(group: AutoScalingGroup): readonly string[] {
  return [...new Set([...(group.LoadBalancerNames ?? []), ...sources(group, 'elb')])];
}

export function latticeTargetGroupArns(group: AutoScalingGroup): readonly string[] {
  return [...new Set(sources(group, 'vpc-lattice'))];
}
