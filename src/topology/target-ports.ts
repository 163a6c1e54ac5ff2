import { allOf, some } from '../graph/combinators.ts';
import type { Graph, Place } from '../graph/graph.ts';
import { undecidable } from '../graph/signal.ts';
import type { Identity, View } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import { type Carrier, type Compute, computeReads } from './compute.ts';
import { Known } from './known.ts';
import type { Port, Transport } from './security-rules.ts';

export const targetPortsReads = [...computeReads, 'elbv2.load-balancer'] as const satisfies readonly Kind[];

/** A port on which a load balancer expects an answer. */
export interface TargetPort extends Port {
  readonly purpose: 'traffic' | 'health check';
  readonly targetGroup: Identity;
  /** True where a target is registered on another port than its group names. */
  readonly isOwn: boolean;
}

/** Somebody who answers for a target group, or will after the next launch. */
export interface Destination {
  readonly carrier: Carrier;
  readonly ports: readonly TargetPort[];
}

type TargetGroup = View<'elbv2.target-group', Kind>;

interface Index {
  readonly byGroup: ReadonlyMap<string, Known<TargetPort>>;
  readonly others: Known<TargetPort>;
}

/** Which ports load balancers expect to be open, and in which security groups. */
export class TargetPorts {
  readonly #graph: Graph;
  readonly #compute: Compute;
  readonly #indexes = new Map<string, Index>();
  readonly #destinations = new Map<string, Known<Destination>>();
  readonly #bareBalancers = new Map<string, Known<View<'elbv2.load-balancer', Kind>>>();

  constructor(graph: Graph, compute: Compute) {
    this.#graph = graph;
    this.#compute = compute;
  }

  /** The ports that load balancers expect of whoever carries the security group. */
  of(groupId: string, place: Place): Known<TargetPort> {
    return this.#graph.derive('targetPorts', () => {
      const name = `${place.account}|${place.region}`;
      let index = this.#indexes.get(name);
      if (index === undefined) this.#indexes.set(name, (index = this.#buildIndex(place)));
      return index.byGroup.get(groupId) ?? index.others;
    });
  }

  /**
   * Whether clients reach the port past a load balancer that has no security groups, so that the targets must admit addresses.
   * With a scheme, only load balancers of that scheme count.
   */
  isServedDirectly(groupId: string, place: Place, port: Port, scheme: string | null = null): boolean {
    const served = this.of(groupId, place).where((each) => each.port === port.port && each.transport === port.transport);
    const isMeant = (balancer: View<'elbv2.load-balancer'>) => isBare(balancer) && (scheme === null || balancer.scheme === scheme);
    return this.#graph.derive('targetPorts', () =>
      allOf(
        // Most accounts have no such load balancer: then nothing that is unread about targets matters.
        () => some(this.#bareBalancersIn(place), isMeant),
        () =>
          some(served, ({ targetGroup }) =>
            some(this.#graph.find('elbv2.target-group', targetGroup.key, place)?.loadBalancers ?? [], isMeant),
          ),
      ),
    );
  }

  #bareBalancersIn(place: Place): Known<View<'elbv2.load-balancer', Kind>> {
    const name = `${place.account}|${place.region}`;
    let bare = this.#bareBalancers.get(name);
    if (bare === undefined) {
      this.#bareBalancers.set(name, (bare = new Known()));
      const found = bare;
      found.each(
        () => this.#graph.list('elbv2.load-balancer', place),
        (balancer) => (isBare(balancer) ? found.add(balancer) : undefined),
      );
    }
    return bare;
  }

  /** Who answers for a target group: what its Auto Scaling groups launch, what its services start, and every registered target that stays. */
  destinationsOf(targetGroup: TargetGroup): Known<Destination> {
    let destinations = this.#destinations.get(targetGroup.id);
    if (destinations === undefined) this.#destinations.set(targetGroup.id, (destinations = this.#findDestinations(targetGroup)));
    return destinations;
  }

  #findDestinations(targetGroup: TargetGroup): Known<Destination> {
    const destinations = new Known<Destination>();
    const portsByNumber = new Map<number | null, readonly TargetPort[]>();
    const portsAt = (registered: number | null) => {
      let ports = portsByNumber.get(registered);
      if (ports === undefined) portsByNumber.set(registered, (ports = portsOf(targetGroup, registered)));
      return ports;
    };
    destinations.each(
      () => this.#graph.referring('autoscaling.group', 'targetGroups', targetGroup),
      (group) => {
        for (const carrier of this.#compute.launchesOf(group)) destinations.add({ carrier, ports: portsAt(null) });
      },
    );
    destinations.each(
      () => this.#graph.referring('ecs.service', 'targetGroups', targetGroup),
      (service) => {
        for (const carrier of this.#compute.tasksOf(service))
          destinations.add({ carrier, ports: portsAt(containerPortOf(service, targetGroup)) });
      },
    );
    destinations.each(
      () => this.#graph.referring('elbv2.target-health', 'targetGroup', targetGroup),
      (target) => {
        const carrier = target.state === 'draining' ? null : this.#compute.carrierOf(target, targetGroup);
        if (carrier !== null) destinations.add({ carrier, ports: portsAt(target.port) });
      },
    );
    return destinations;
  }

  #buildIndex(place: Place): Index {
    const ports = new Map<string, Map<string, TargetPort>>();
    const others = new Known<TargetPort>();
    others.each(
      () => this.#graph.list('elbv2.target-group', place),
      (targetGroup) => {
        for (const destination of this.destinationsOf(targetGroup)) {
          for (const groupId of destination.carrier.groups) {
            let known = ports.get(groupId);
            if (known === undefined) ports.set(groupId, (known = new Map<string, TargetPort>()));
            for (const port of destination.ports) known.set(sortKey(port), port);
          }
        }
      },
    );
    const byGroup = new Map<string, Known<TargetPort>>();
    for (const [groupId, known] of ports) {
      const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, port]) => port);
      const list = Known.from(() => sorted);
      list.addGaps(others.gaps);
      byGroup.set(groupId, list);
    }
    return { byGroup, others };
  }
}

/** The port on which a task is registered; the group that is about to take the traffic gets the same. */
function containerPortOf({ loadBalancers }: View<'ecs.service', Kind>, { key }: TargetGroup): number | null {
  const own = loadBalancers.find(
    ({ targetGroupArn, alternateTargetGroupArn }) => targetGroupArn === key || alternateTargetGroupArn === key,
  );
  return (own ?? loadBalancers[0])?.containerPort ?? null;
}

/** Gateway Load Balancers have no security groups either, and no clients. */
function isBare(balancer: View<'elbv2.load-balancer'>): boolean {
  return balancer.loadBalancerType !== 'gateway' && balancer.keysOf('securityGroups').length === 0;
}

function sortKey({ port, transport, purpose, targetGroup }: TargetPort): string {
  return `${String(port).padStart(5, '0')} ${transport} ${purpose} ${targetGroup.id}`;
}

const transportsByProtocol: Readonly<Record<string, readonly Transport[]>> = {
  HTTP: ['tcp'],
  HTTPS: ['tcp'],
  TCP: ['tcp'],
  TLS: ['tcp'],
  UDP: ['udp'],
  QUIC: ['udp'],
  TCP_UDP: ['tcp', 'udp'],
  TCP_QUIC: ['tcp', 'udp'],
  GENEVE: [],
};

/** Traffic and health check; the check speaks TCP whatever the traffic is. */
function portsOf(targetGroup: TargetGroup, registered: number | null): readonly TargetPort[] {
  const port = registered ?? targetGroup.port;
  const { protocol, healthCheckPort } = targetGroup;
  if (port === null || protocol === null) return [];
  const transports = transportsByProtocol[protocol];
  if (transports === undefined) return undecidable(targetGroup, 'unsupported', `target group protocol ${protocol} is not understood`);
  const isOwn = port !== targetGroup.port;
  const traffic = transports.map((transport) => ({ port, transport, purpose: 'traffic' as const, targetGroup, isOwn }));
  const checked = healthCheckPort === null || healthCheckPort === 'traffic-port' ? port : Number(healthCheckPort);
  if (traffic.length === 0 || traffic.some((each) => each.transport === 'tcp' && each.port === checked)) return traffic;
  return [...traffic, { port: checked, transport: 'tcp', purpose: 'health check', targetGroup, isOwn: false }];
}
