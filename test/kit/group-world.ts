import type { NodeRecord } from '../../src/model/snapshot.ts';
import { node, type Override } from './world.ts';

export const webTargetGroup = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1';
export const apiTargetGroup = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/api/2';
export const latticeTargetGroup = 'arn:aws:vpc-lattice:eu-west-1:111111111111:targetgroup/tg-1';

/** The group `web`; sound and attached to the target group `web` where nothing else is said. */
export function group(overrides: Override<'autoscaling.group'> = {}): NodeRecord {
  return node('autoscaling.group', 'web', overrides);
}

/** A group that works through a queue. */
export function worker(overrides: Override<'autoscaling.group'> = {}): NodeRecord {
  return group({ targetGroupArns: [], targetGroups: [], healthCheckTypes: ['EC2'], ...overrides });
}

export const deleting: Override<'autoscaling.group'> = { status: 'Delete in progress' };
export const managed: Override<'autoscaling.group'> = { operatorPrincipal: 'ecs.amazonaws.com' };

/** A launch lifecycle hook of the group `web`. */
export function launchHook(overrides: Override<'autoscaling.lifecycle-hook'> = {}): NodeRecord {
  return node('autoscaling.lifecycle-hook', 'web/boot', overrides);
}

const launched = Date.parse('2026-11-20T09:00:00.000Z');

/** A completed launch of the group `web` that took so many seconds until the instance was in service. */
export function launch(id: string, seconds: number, overrides: Override<'autoscaling.activity'> = {}): NodeRecord {
  const [startedAt, endedAt] = [launched, launched + seconds * 1000].map((time) => new Date(time).toISOString());
  return node('autoscaling.activity', id, { instanceId: `i-${id}`, startedAt: startedAt ?? '', endedAt: endedAt ?? '', ...overrides });
}

/** An instance of the group `web` that lived for so many seconds until a load balancer health check ended it. */
export function death(
  id: string,
  livedSeconds: number,
  endedAt: string,
  end: Override<'autoscaling.activity'> = {},
): readonly NodeRecord[] {
  const startedAt = new Date(Date.parse(endedAt) - livedSeconds * 1000).toISOString();
  return [
    launch(`${id}-launch`, 0, { instanceId: `i-${id}`, startedAt, endedAt: startedAt }),
    node('autoscaling.activity', `${id}-end`, {
      action: 'terminate',
      instanceId: `i-${id}`,
      startedAt: endedAt,
      endedAt,
      isCausedByLoadBalancerHealth: true,
      ...end,
    }),
  ];
}
