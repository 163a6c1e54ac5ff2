import type { Network, ReportHeader, Workload } from '../../model/report.ts';

/** Resources drawn of one tier; those without a failure are only counted beyond. */
export const mostLanes = 24;

const tiers = [
  ['load-balancer', 'Load balancing'],
  ['app', 'Application'],
  ['data', 'Data'],
] as const;

/** A resource and the zones it stands in. */
export interface Lane {
  readonly id: string;
  readonly zones: ReadonlySet<string>;
  /** Whether it may stand in further zones. */
  readonly isPartial: boolean;
}

export interface DrawnTier {
  readonly title: string;
  /** Those that stand in a zone, or whose zone is not known. */
  readonly lanes: readonly Lane[];
  /** Those that stand in no zone by nature. */
  readonly regional: readonly string[];
  readonly leftOut: number;
}

export interface Drawing {
  readonly networks: readonly Network[];
  /** Zone ids, sorted, so that accounts compare. */
  readonly zones: readonly string[];
  readonly tiers: readonly DrawnTier[];
  /** Whether something stands nobody knows where. */
  readonly hasUnplaced: boolean;
}

/** Ids of all that pictures may show. */
export function drawnResources({ workloads, networks = [] }: ReportHeader): ReadonlySet<string> {
  const standing = workloads.flatMap(({ tiers: members }) => Object.values(members).flat());
  const around = networks.flatMap(({ id, subnets, natGateways }) => [id, ...[...subnets, ...(natGateways ?? [])].map((each) => each.id)]);
  return new Set([...standing, ...around]);
}

/** Lays a workload out by tier and zone, also over the zones of its network in which nothing of it stands. */
export function drawingOf(workload: Workload, all: readonly Network[], isMarked: (id: string) => boolean): Drawing {
  const networks = all.filter(({ workloads }) => workloads.includes(workload.id));
  const placements = new Map(workload.placement.map((placement) => [placement.resource, placement]));
  const drawn = tiers.map(([tier, title]): DrawnTier => {
    const standing = workload.tiers[tier].filter((id) => !isRegional(id)).toSorted((a, b) => Number(isMarked(b)) - Number(isMarked(a)));
    const lanes = standing.slice(0, mostLanes).map((id) => {
      const { zones = [], isPartial = false } = placements.get(id) ?? {};
      return { id, zones: new Set(zones), isPartial };
    });
    return { title, lanes, regional: workload.tiers[tier].filter(isRegional), leftOut: standing.length - lanes.length };
  });
  const zones = new Set([
    ...workload.placement.flatMap((each) => each.zones),
    ...networks.flatMap(({ subnets }) => subnets.flatMap(({ zone }) => zone ?? [])),
  ]);
  return {
    networks,
    zones: [...zones].sort(),
    tiers: drawn.filter(({ lanes, regional }) => lanes.length + regional.length > 0),
    hasUnplaced: drawn.some(({ lanes }) => lanes.some((lane) => lane.zones.size === 0)),
  };
}

/** A target group is of its load balancer; its targets have the zones. */
function isRegional(id: string): boolean {
  return id.split(':')[5]?.startsWith('targetgroup/') ?? false;
}

const labels: Readonly<Record<string, string>> = {
  'elasticloadbalancing:loadbalancer/app': 'Application Load Balancer',
  'elasticloadbalancing:loadbalancer/net': 'Network Load Balancer',
  'elasticloadbalancing:loadbalancer/gwy': 'Gateway Load Balancer',
  'elasticloadbalancing:targetgroup': 'Target group',
  'autoscaling:autoScalingGroup': 'Auto Scaling group',
  'ecs:service': 'ECS service',
  'rds:cluster': 'Database cluster',
  'rds:db': 'Database instance',
  'elasticache:replicationgroup': 'Cache replication group',
  'elasticache:cluster': 'Cache cluster',
  'elasticache:serverlesscache': 'Serverless cache',
  'ec2:natgateway': 'NAT gateway',
  'ec2:subnet': 'Subnet',
};

/** What an ARN is of, in words; the service where no words are known. */
export function kindLabel(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  const [type = '', second = ''] = rest.join(':').split(/[/:]/);
  return labels[`${service}:${type}/${second}`] ?? labels[`${service}:${type}`] ?? service;
}

/** The name an ARN carries. */
export function nameInArn(arn: string): string {
  const parts = arn.split(/[/:]/);
  return (/:(loadbalancer|targetgroup)\//.test(arn) ? parts.at(-2) : parts.at(-1)) ?? arn;
}
