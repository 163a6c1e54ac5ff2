import { type Context, every, type Facts, Known, offenders, some, undecidable, type View } from '#rule-kit';
import { admitsAnyPublic, denialOf, type Need } from './acl.ts';

type Reads =
  | 'ec2.subnet'
  | 'ec2.vpc'
  | 'elasticache.cluster'
  | 'elasticache.subnet-group'
  | 'elbv2.listener'
  | 'elbv2.load-balancer'
  | 'rds.cluster'
  | 'rds.instance'
  | 'rds.subnet-group';
type Judging = Pick<Context<'ec2.network-acl', Reads, 'securityPaths' | 'subnetTiers', never>, 'find' | 'referring' | 'topology'> & {
  readonly params: Ephemeral;
};
type Acl = View<'ec2.network-acl', Reads>;
type Subnet = View<'ec2.subnet'>;
type Balancer = View<'elbv2.load-balancer'>;
type Transport = Need['transport'];

/** The ports from which load balancers and servers call, and to which the answers go back. */
export interface Ephemeral {
  readonly firstBalancerPort: number;
  readonly firstServerPort: number;
  readonly lastServerPort: number;
}

interface Answers {
  readonly first: number;
  readonly last: number;
}

interface Flow {
  readonly from: Subnet;
  readonly to: Subnet;
  readonly transport: Transport;
  readonly port: number;
}

/** A subnet in which a database or cache stands, or may stand after a failover, and a port on which it listens. */
interface DataEnd {
  readonly to: Subnet;
  readonly port: number;
  readonly owner: string;
}

/** Traffic that an ACL stops. */
export interface Blocked {
  readonly need: Need;
  /** Null where no rule matches, which denies. */
  readonly ruleNumber: number | null;
  readonly what: string;
}

const highestPort = 65_535;
const dyingStates: readonly string[] = ['deleting', 'deleted', 'create-failed', 'failed'];

/** What the ACL must let through on the sides it holds, there and back. Within a subnet no ACL acts. */
function needsOf(acl: Acl, { from, to, transport, port }: Flow, answers: Answers): readonly Need[] {
  if (from.key === to.key) return [];
  const held = acl.keysOf('subnets');
  const call = (direction: Need['direction'], peer: Subnet): Need => ({
    direction,
    transport,
    cidr: blockOf(peer),
    firstPort: port,
    lastPort: port,
  });
  const answer = (direction: Need['direction'], peer: Subnet): Need => ({
    ...call(direction, peer),
    firstPort: answers.first,
    lastPort: answers.last,
  });
  return [
    ...(held.includes(from.key) ? [call('egress', to), answer('ingress', to)] : []),
    ...(held.includes(to.key) ? [call('ingress', from), answer('egress', from)] : []),
  ];
}

function blockOf(subnet: Subnet): string {
  return subnet.cidrBlock ?? undecidable(subnet, 'unsupported', `${subnet.key} has no IPv4 block, and ACLs are judged for IPv4 alone`);
}

function stop(acl: Acl, flow: Flow, answers: Answers, what: string): Blocked | null {
  const [need] = offenders(needsOf(acl, flow, answers), (each) => denialOf(acl, each) !== null) ?? [];
  return need === undefined ? null : { need, ruleNumber: denialOf(acl, need)?.ruleNumber ?? null, what };
}

/** Every connection from a load balancer of the VPC to its targets, each pair of subnets and port once. */
function hops(acl: Acl, { find, referring, topology }: Judging): Known<Flow> {
  const flows = new Known<Flow>();
  const seen = new Set<string>();
  const visit = (balancer: Balancer) => {
    if (balancer.loadBalancerType === 'gateway' || balancer.state === 'failed') return;
    const steps = topology.securityPaths.hopsFrom(balancer);
    flows.addGaps(steps.gaps);
    // Clients call through a Network Load Balancer with addresses of their own: only its health checks surely come from its subnets.
    const isCheckApart = (key: string) => steps.items.some(({ port }) => port.targetGroup.key === key && port.purpose === 'health check');
    for (const { carrier, port } of steps.items) {
      const isOwn = balancer.loadBalancerType === 'application' || port.purpose === 'health check';
      if (!isOwn && (port.transport === 'udp' || isCheckApart(port.targetGroup.key))) continue;
      flows.each(carrier.subnets, (key) => {
        for (const fromKey of balancer.keysOf('subnets')) {
          const name = [fromKey, key, port.transport, port.port, balancer.loadBalancerType].join(' ');
          if (seen.has(name)) continue;
          seen.add(name);
          flows.guard(() => {
            const [from, to] = [find('ec2.subnet', fromKey), find('ec2.subnet', key)];
            if (from === null || to === null) return;
            // Between zones only an Application Load Balancer always calls.
            if (balancer.loadBalancerType === 'application' || from.zoneId === to.zoneId) flows.add({ from, to, ...port });
          });
        }
      });
    }
  };
  flows.each(() => referring('elbv2.load-balancer', 'vpc', acl.vpc), visit);
  return flows;
}

function dataEnds(acl: Acl, { find, referring }: Judging): Known<DataEnd> {
  const ends = new Known<DataEnd>();
  const add = (
    store: { readonly key: string; readonly status: string },
    ports: readonly (number | null)[],
    subnetKeys: readonly string[],
  ) => {
    if (dyingStates.includes(store.status)) return;
    ends.each(
      () => subnetKeys,
      (key) => {
        const to = find('ec2.subnet', key);
        if (to !== null) for (const port of new Set(ports)) if (port !== null) ends.add({ to, port, owner: store.key });
      },
    );
  };
  ends.each(
    () => referring('rds.subnet-group', 'vpc', acl.vpc),
    (group) => {
      const keys = group.keysOf('subnets');
      ends.each(
        () => referring('rds.instance', 'subnetGroup', group),
        (db) => add(db, [db.port], keys),
      );
      ends.each(
        () => referring('rds.cluster', 'subnetGroup', group),
        (cluster) => add(cluster, [cluster.port], keys),
      );
    },
  );
  ends.each(
    () => referring('elasticache.subnet-group', 'vpc', acl.vpc),
    (group) =>
      ends.each(
        () => referring('elasticache.cluster', 'subnetGroup', group),
        (cache) =>
          add(
            cache,
            cache.nodes.map(({ port }) => port),
            group.keysOf('subnets'),
          ),
      ),
  );
  return ends;
}

const transportOf = ({ protocol }: Pick<Facts<'elbv2.listener'>, 'protocol'>): Transport =>
  protocol === 'UDP' || protocol === 'QUIC' ? 'udp' : 'tcp';

/** Whether clients on the internet can neither call any listener of the balancer nor hear its answer. */
function shutsClientsOut(acl: Acl, balancer: Balancer, { referring, params }: Judging): Blocked | null {
  const anywhere = '0.0.0.0/0';
  const listeners = new Known<readonly Need[]>();
  listeners.each(
    () => referring('elbv2.listener', 'loadBalancer', balancer),
    (listener) => {
      const common = { transport: transportOf(listener), cidr: anywhere };
      if (listener.port === null) return;
      listeners.add([
        { ...common, direction: 'ingress', firstPort: listener.port, lastPort: listener.port },
        { ...common, direction: 'egress', firstPort: params.firstBalancerPort, lastPort: highestPort },
      ]);
    },
  );
  const isShut = some(listeners, () => true) && every(listeners, (needs) => some(needs, (each) => !admitsAnyPublic(acl, each)));
  const need = isShut ? listeners.items.flat().find((each) => !admitsAnyPublic(acl, each)) : undefined;
  return need === undefined ? null : { need, ruleNumber: null, what: `clients of ${balancer.name ?? balancer.key}` };
}

/** Everything that must pass and that this ACL is known to stop. Throws where nothing is known to be stopped and not everything is known. */
export function blockedBy(acl: Acl, context: Judging): readonly Blocked[] {
  const { params, referring, topology } = context;
  const toTargets = { first: params.firstBalancerPort, last: highestPort };
  const toData = { first: params.firstServerPort, last: params.lastServerPort };
  const checks = new Known<() => Blocked | null>();
  const flows = hops(acl, context);
  checks.addGaps(flows.gaps);
  for (const flow of flows.items) checks.add(() => stop(acl, flow, toTargets, `${flow.from.key} to ${flow.to.key}`));

  // A server may have no business with a database: only one that no server reaches is surely cut off.
  const servers = () => topology.subnetTiers.subnetsOf('app', acl.vpc);
  const fromServer = (from: Subnet, { to, port, owner }: DataEnd) =>
    stop(acl, { from, to, transport: 'tcp', port }, toData, `${from.key} to ${owner} in ${to.key}`);
  const ends = dataEnds(acl, context);
  checks.addGaps(ends.gaps);
  for (const end of ends.items) {
    checks.add(() => {
      const isCutOff = some(servers(), () => true) && every(servers(), (from) => fromServer(from, end) !== null);
      const [first] = isCutOff ? servers() : [];
      return first === undefined ? null : fromServer(first, end);
    });
  }

  checks.each(
    () => referring('elbv2.load-balancer', 'vpc', acl.vpc),
    (balancer) => {
      if (balancer.scheme !== 'internet-facing' || balancer.loadBalancerType === 'gateway') return;
      if (balancer.keysOf('subnets').some((key) => acl.keysOf('subnets').includes(key)))
        checks.add(() => shutsClientsOut(acl, balancer, context));
    },
  );
  return (offenders(checks, (check) => check() !== null) ?? []).flatMap((check) => check() ?? []);
}
