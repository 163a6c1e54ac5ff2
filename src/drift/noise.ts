import type { ChangeClass } from '../model/drift-report.ts';
import type { Facts, Kind, Relations } from '../model/kinds.ts';
import type { Pair } from './matching.ts';
import { membersOf, type Node, textOf, valueOf } from './side.ts';

/** What a change of one fact is; null for drift. */
type Judge = (pair: Pair, scaling: ScalingOwners) => ChangeClass | null;

/** Who moves the number of instances or tasks within bounds. */
export interface ScalingOwners {
  isScaled(node: Node): boolean;
}

type FactOf<K extends Kind> = string & (keyof Facts<K> | keyof Relations<K>);
type Table = { readonly [K in Kind]?: { readonly [Name in FactOf<K>]?: ChangeClass | Judge } };

const within: (bounds: readonly [least: string, most: string], fact: string) => Judge =
  ([least, most], fact) =>
  ({ before, after }, scaling) =>
    [before, after].every((node) => {
      const [low, value, high] = [valueOf(node, least), valueOf(node, fact), valueOf(node, most)].map(Number);
      return scaling.isScaled(node) && Number(low) <= Number(value) && Number(value) <= Number(high);
    })
      ? 'scaled'
      : null;

/** Both zones are the same, the other way round. */
const failedOver: Judge = ({ before, after }) => {
  const zones = (node: Node) => [textOf(node, 'zoneName'), textOf(node, 'secondaryZoneName')].map(String).sort().join(' ');
  return zones(before) === zones(after) ? 'failover' : null;
};

/** A minor version that AWS applies in a maintenance window, as it was told to. */
const upgraded: Judge = ({ before, after }) => {
  const [was, is] = [before, after].map((node) => (textOf(node, 'engineVersion') ?? '').split('.'));
  const isMinor = was?.[0] === is?.[0] && after.facts['autoMinorVersionUpgrade'] === true;
  return isMinor && isLater(was ?? [], is ?? []) ? 'service-managed' : null;
};

const grown: Judge = ({ before, after }) => {
  const [was, is, most] = [before.facts['allocatedStorageGib'], after.facts['allocatedStorageGib'], after.facts['maxAllocatedStorageGib']];
  return typeof most === 'number' && Number(was) < Number(is) && Number(is) <= most ? 'service-managed' : null;
};

const renewed: Judge = ({ before, after }) =>
  (textOf(before, 'expiresAt') ?? '') < (textOf(after, 'expiresAt') ?? '') ? 'service-managed' : null;

/** Routes that a virtual private gateway announces come and go with what stands behind it. */
const announced: Judge = ({ before, after }) => {
  const own = (node: Node) => membersOf(node.facts['routes']).filter(({ origin }) => origin !== 'EnableVgwRoutePropagation');
  const texts = (node: Node) => own(node).map((route) => JSON.stringify(route));
  return texts(before).sort().join(' ') === texts(after).sort().join(' ') ? 'service-managed' : null;
};

const restorable = { latestRestorableTime: 'runtime', engineVersion: upgraded, createdAt: 'generated' } as const;

/** What comes about by itself. Every fact that is not named here is somebody's decision. */
const table: Table = {
  'acm.certificate': { expiresAt: renewed, renewalStatus: 'runtime', renewalEligibility: 'runtime' },
  'autoscaling.group': {
    instances: 'replaced',
    instanceWeights: 'runtime',
    desiredCapacity: within(['minSize', 'maxSize'], 'desiredCapacity'),
    status: 'runtime',
    createdAt: 'generated',
  },
  'autoscaling.launch-configuration': { createdAt: 'generated' },
  'autoscaling.policy': { alarmNames: 'generated', resourceLabel: 'generated' },
  'autoscaling.traffic-source': { state: 'runtime' },
  'autoscaling.warm-pool': { instances: 'runtime' },
  'applicationautoscaling.policy': { alarmNames: 'generated', resourceLabel: 'generated' },
  'config.rule': { compliance: 'runtime' },
  'ec2.address': { associationId: 'generated' },
  'ec2.image': { createdAt: 'generated' },
  'ec2.instance': {
    launchTime: 'runtime',
    firstLaunchTime: 'runtime',
    metadataOptionsState: 'runtime',
    publicIp: 'runtime',
    privateIp: 'generated',
  },
  'ec2.launch-template-version': { createdAt: 'generated' },
  'ec2.network-interface': { privateIps: 'generated', publicIp: 'generated', status: 'runtime', description: 'generated' },
  'ec2.route-table': { routes: announced },
  'ec2.subnet': { availableIpAddresses: 'runtime' },
  'ecr.repository': { createdAt: 'generated', uri: 'generated' },
  'ecs.cluster': { activeServicesCount: 'runtime' },
  'ecs.service': {
    createdAt: 'generated',
    deployments: 'runtime',
    desiredCount: (pair, scaling) => (scaling.isScaled(pair.before) && scaling.isScaled(pair.after) ? 'scaled' : null),
    pendingCount: 'runtime',
    runningCount: 'runtime',
  },
  'ecs.task-definition': { revision: 'generated' },
  'elb.load-balancer': { instanceIds: 'runtime', dnsName: 'generated' },
  'elbv2.load-balancer': { dnsName: 'generated' },
  'rds.cluster': { ...restorable, membersOutOfSync: 'runtime' },
  'rds.instance': { ...restorable, allocatedStorageGib: grown, zoneName: failedOver, secondaryZoneName: failedOver },
  'ssm.managed-instance': { pingStatus: 'runtime', lastPingAt: 'runtime', patches: 'runtime' },
};

type Implied = { readonly [K in Kind]?: { readonly [Name in FactOf<K>]?: FactOf<K> } };

const encryption = { storageEncryptionType: 'storageEncrypted', kmsKey: 'storageEncrypted' } as const;

/** Facts that follow from another of the same resource: where that changed too, it says all there is to say. */
const implied: Implied = {
  'autoscaling.group': { zoneNames: 'subnets', targetGroupArns: 'targetGroups' },
  'ec2.instance': { zoneName: 'subnet', vpc: 'subnet' },
  'ec2.subnet': { zoneName: 'zoneId' },
  'ec2.volume': { kmsKey: 'encrypted' },
  'ecs.service': { targetGroups: 'loadBalancers' },
  'elasticache.replication-group': {
    storageEncryptionType: 'atRestEncryptionEnabled',
    kmsKey: 'atRestEncryptionEnabled',
    transitEncryptionMode: 'transitEncryptionEnabled',
  },
  'elasticache.subnet-group': { zonedSubnets: 'subnets' },
  'elbv2.listener': { targetGroups: 'defaultActions', stickyTargetGroupArns: 'defaultActions' },
  'elbv2.listener-rule': { targetGroups: 'actions', stickyTargetGroupArns: 'actions' },
  'elbv2.load-balancer': { zones: 'subnets' },
  'kms.key': { deletionDate: 'state' },
  'rds.cluster': encryption,
  'rds.instance': { ...encryption, secondaryZoneName: 'multiAz' },
  'rds.subnet-group': { zonedSubnets: 'subnets' },
};

/** Kinds that speak of what is going on. */
const happenings: ReadonlySet<Kind> = new Set(['autoscaling.activity', 'autoscaling.instance-refresh', 'ecs.task', 'elbv2.target-health']);

/** On its way to a state, or busy with something. */
const underWay =
  /^(?!running$|.*impaired$)(.*ing(-[a-z-]+)?|pending.*|initial|.*[-_]in[-_]progress|in_progress|.*optimization|backing-up)$/i;

/** What a difference of one fact is; `changed` are all facts of the resource that differ. */
export function classOfFact(pair: Pair, fact: string, changed: ReadonlySet<string>, scaling: ScalingOwners): ChangeClass {
  const { before, after } = pair;
  if (happenings.has(before.kind)) return 'runtime';
  if (isManagedByService(before) && isManagedByService(after)) return 'service-managed';
  if (fact === 'tags') return 'tags';
  const leading = ownOf(implied[before.kind] ?? {}, fact);
  if (leading !== undefined && changed.has(leading)) return 'implied';
  if (['state', 'status'].includes(fact) && [before, after].some((node) => underWay.test(textOf(node, fact) ?? ''))) return 'runtime';
  const found = ownOf<ChangeClass | Judge>(table[before.kind] ?? {}, fact);
  return (typeof found === 'function' ? found(pair, scaling) : found) ?? 'config';
}

/** What it is that a resource came or went. */
export function classOfExistence(node: Node): ChangeClass {
  if (happenings.has(node.kind)) return 'runtime';
  return isManagedByService(node) ? 'service-managed' : 'config';
}

/** Made and kept by a service of AWS on somebody's behalf, or by AWS for everybody. */
function isManagedByService(node: Node): boolean {
  const { operatorPrincipal, isRequesterManaged, serviceManaged, manager, ownerId } = node.facts;
  if (typeof operatorPrincipal === 'string' || isRequesterManaged === true || typeof serviceManaged === 'string') return true;
  if (node.kind === 'kms.key') return manager === 'AWS';
  if (node.kind === 'ec2.managed-prefix-list') return ownerId === 'AWS';
  if (node.kind === 'iam.policy') return node.id.split(':')[4] === 'aws';
  return node.kind === 'ec2.image' && typeof ownerId === 'string' && ownerId !== node.account;
}

function ownOf<T>(map: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

function isLater(was: readonly string[], is: readonly string[]): boolean {
  const at = is.findIndex((part, index) => part !== was[index]);
  return at >= 0 && Number(is[at]) > Number(was[at] ?? 0);
}
