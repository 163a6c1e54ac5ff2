import {
  type Context,
  type DataEnd,
  type Evidence,
  type Fix,
  type Identity,
  Known,
  type NonEmpty,
  offenders,
  type ShellTag,
  type Verdict,
} from '#rule-kit';
import { admission } from './admission.ts';

type StoreKind = 'rds.instance' | 'rds.cluster' | 'elasticache.cluster' | 'elasticache.replication-group' | 'elasticache.serverless-cache';
type Store = Identity<StoreKind> & { readonly status: string };
type Ports = readonly (number | null)[];

/** What this file uses of the context of any store. */
interface Judging {
  readonly topology: Context<'rds.instance', never, 'securityPaths', never>['topology'];
  readonly seeDerived: Context<'rds.instance', never, never, never>['seeDerived'];
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: NonEmpty<Evidence>, note: string): Verdict;
  unknown(reason: 'transitional' | 'no-evidence', detail: string): Verdict;
}

interface Step {
  readonly end: DataEnd;
  readonly port: number;
}

/** Where a database or cache stands. Subnets that cannot be read matter only where the app tier lets traffic out by address. */
export function dataEnd(place: Identity, groups: readonly string[], subnets: () => Iterable<string>): DataEnd {
  return { groups, subnets: Known.from(subnets), place };
}

function distinct(ports: Ports): readonly number[] {
  return [...new Set(ports.flatMap((port) => port ?? []))].sort((a, b) => a - b);
}

function* stepsTo(ends: Iterable<DataEnd>, ports: Ports): Generator<Step, void, undefined> {
  for (const end of ends) for (const port of distinct(ports)) yield { end, port };
}

/** Whether the app tier reaches every port of a database or cache at each of its ends. Network ACLs and routes are not looked at. */
export function judgeChain(store: Store, ends: Iterable<DataEnd>, ports: Ports, context: Judging): Verdict {
  const { topology, seeDerived, unknown, pass, fail } = context;
  if (distinct(ports).length === 0) {
    return unknown(store.status === 'creating' ? 'transitional' : 'no-evidence', `${store.key} (${store.status}) names no port`);
  }
  const see = (expected: string | null, derivation: string) => (step: Step) => {
    const openings = topology.securityPaths.openings(step.end, step.port);
    const observed = openings.length === 0 ? `nothing opens tcp ${step.port}` : [...openings];
    return seeDerived(store, 'ingress', observed, expected, derivation);
  };
  const known = Known.from(() => stepsTo(ends, ports));
  const closed = offenders(known, ({ end, port }) => !topology.securityPaths.isReachable(end, port));
  if (closed === null) return pass(...known.items.map(see(null, 'admits compute whose groups let it out')));
  const [first, ...others] = closed;
  const seeClosed = see('a group of the app tier as source', 'admits no compute whose groups let it out');
  const blocked = distinct(closed.map(({ port }) => port)).join(' and ');
  return fail([seeClosed(first), ...others.map(seeClosed)], `No group of the app tier reaches tcp ${blocked} through the security groups`);
}

/** Admits the app tier, whose group only the reader can name. */
export function admitApp(region: string, groups: readonly string[], ports: Ports, sh: ShellTag): Partial<Fix> {
  const [port = 0] = distinct(ports);
  return admission('ingress', { port, transport: 'tcp' }, { group: groups[0] ?? '', peer: '<app-group>', region }, sh);
}
