import type { Json } from '../model/report.ts';
import { isList, isRecord } from './side.ts';

/** Lists whose order says something; every other one is a set. */
const ordered: ReadonlySet<string> = new Set(['ecs.service.placementStrategies', 'autoscaling.group.mixedInstances.overrides']);

/** What AWS takes for granted where it says nothing. The kinds say so of each fact in `src/model/kinds/`. */
const defaults: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['autoscaling.group.desiredCapacityType', 'units'],
  ['autoscaling.group.launchTemplate.version', '$Default'],
  ['autoscaling.group.zoneDistribution', 'balanced-best-effort'],
  ['ec2.nat-gateway.connectivityType', 'public'],
  ['ec2.nat-gateway.availabilityMode', 'zonal'],
  ['elasticache.replication-group.multiAz', 'disabled'],
  ['ecs.service.schedulingStrategy', 'REPLICA'],
  ['ecs.service.healthCheckGracePeriodSeconds', 0],
  ['ecs.service.deploymentController', 'ECS'],
  ['ecs.service.deploymentStrategy', 'ROLLING'],
  ['ecs.service.availabilityZoneRebalancing', 'DISABLED'],
  ['ecs.task-definition.networkMode', 'bridge'],
]);

/** Parts that come about by themselves inside of facts that somebody decides on. */
const passing: ReadonlySet<string> = new Set([
  'autoscaling.group.suspendedProcesses.reason',
  'autoscaling.group.warmPool.status',
  'ec2.nat-gateway.addresses.status',
  'ec2.volume.attachments.state',
  'elasticache.replication-group.nodeGroups.members.role',
  'elasticache.replication-group.nodeGroups.status',
  'rds.cluster.masterUserSecret.status',
  'rds.cluster.members.isWriter',
  'rds.instance.masterUserSecret.status',
]);

/**
 * A value such that two that mean the same are written alike: sets are sorted, defaults filled in, tags of AWS and what comes about
 * by itself dropped, and other resources called by the same name.
 *
 * @param path Kind and fact, such as `rds.instance.multiAz`.
 */
export function normal(path: string, value: unknown, canonical: (text: string) => string): Json {
  if (typeof value === 'string') return canonical(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (isList(value)) {
    const items = value.map((item) => normal(path, item, canonical));
    return ordered.has(path)
      ? items
      : items
          .map((item) => ({ item, text: JSON.stringify(item) }))
          .sort(byText)
          .map(({ item }) => item);
  }
  if (!isRecord(value)) return defaults.get(path) ?? null;
  const isTags = path.endsWith('.tags');
  const names = Object.keys(value).filter((name) => !(isTags ? name.startsWith('aws:') : passing.has(`${path}.${name}`)));
  return Object.fromEntries(names.sort().map((name) => [name, normal(`${path}.${name}`, value[name], isTags ? String : canonical)]));
}

export function isOrdered(path: string): boolean {
  return ordered.has(path);
}

function byText(a: { readonly text: string }, b: { readonly text: string }): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}
