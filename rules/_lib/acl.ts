import { type Block, type Facts, parseBlock, reachesPublicSpace, undecidable, type View } from '#rule-kit';

type Acl = View<'ec2.network-acl'>;
type Entry = Facts<'ec2.network-acl'>['entries'][number];

/** Traffic that one side of a network ACL must let through: every address of the block on every port of the range. */
export interface Need {
  readonly direction: 'ingress' | 'egress';
  readonly transport: 'tcp' | 'udp';
  readonly cidr: string;
  readonly firstPort: number;
  readonly lastPort: number;
}

/** Some addresses on some ports; a rectangle, as ACL rules cut it. */
interface Area {
  readonly first: bigint;
  readonly last: bigint;
  readonly firstPort: number;
  readonly lastPort: number;
}

interface Decided extends Area {
  readonly isAllowed: boolean;
  /** Null where no rule matches, which denies. */
  readonly ruleNumber: number | null;
}

const protocolNumbers = { tcp: '6', udp: '17' } as const;

/** What the first matching rule says of each part of the traffic. */
function decide(acl: Acl, need: Need): readonly Decided[] {
  const block = blockOf(acl, need.cidr);
  const isEgress = need.direction === 'egress';
  const entries = acl.entries
    .filter((entry) => entry.isEgress === isEgress && ['-1', protocolNumbers[need.transport]].includes(entry.protocol))
    .sort((a, b) => a.ruleNumber - b.ruleNumber);
  const decided: Decided[] = [];
  let rest: readonly Area[] = [{ first: block.first, last: block.last, firstPort: need.firstPort, lastPort: need.lastPort }];
  for (const entry of entries) {
    if (rest.length === 0) break;
    const covered = areaOf(acl, entry, block);
    if (covered === null) continue;
    const hits = rest.flatMap((area) => overlapOf(area, covered) ?? []);
    const isAllowed = entry.action === 'allow';
    if (!isAllowed && entry.action !== 'deny')
      return undecidable(acl, 'unsupported', `the action ${entry.action} of ${acl.key} is not understood`);
    decided.push(...hits.map((area) => ({ ...area, isAllowed, ruleNumber: entry.ruleNumber })));
    rest = rest.flatMap((area) => without(area, covered));
  }
  return [...decided, ...rest.map((area) => ({ ...area, isAllowed: false, ruleNumber: null }))];
}

/** What denies the traffic, or null where nothing does. A rule that denies only some of the addresses decides nothing by itself. */
export function denialOf(acl: Acl, need: Need): Pick<Decided, 'ruleNumber'> | null {
  const block = blockOf(acl, need.cidr);
  const denied = decide(acl, need).filter(({ isAllowed }) => !isAllowed);
  const whole = denied.find(({ first, last }) => first === block.first && last === block.last);
  if (whole !== undefined || denied.length === 0) return whole ?? null;
  return undecidable(
    acl,
    'no-evidence',
    `${acl.key} lets only a part of ${need.cidr} through on ${need.transport} ${need.firstPort}-${need.lastPort}`,
  );
}

/** Whether any public address gets through, on whichever of the ports. */
export function admitsAnyPublic(acl: Acl, need: Need): boolean {
  const isPublic = ({ first, last }: Area) => reachesPublicSpace({ family: 'ipv4', prefixLength: 0, first, last });
  return decide(acl, need).some((area) => area.isAllowed && isPublic(area));
}

function blockOf(acl: Acl, cidr: string): Block {
  return parseBlock(cidr) ?? undecidable(acl, 'unsupported', `${cidr} is no address block`);
}

function areaOf(acl: Acl, entry: Entry, { family }: Block): Area | null {
  const cidr = family === 'ipv4' ? entry.cidrBlock : entry.ipv6CidrBlock;
  if (cidr === null) return null;
  const { first, last } = blockOf(acl, cidr);
  return { first, last, firstPort: entry.fromPort ?? 0, lastPort: entry.toPort ?? 65_535 };
}

function overlapOf(a: Area, b: Area): Area | null {
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  const firstPort = Math.max(a.firstPort, b.firstPort);
  const lastPort = Math.min(a.lastPort, b.lastPort);
  return first > last || firstPort > lastPort ? null : { first, last, firstPort, lastPort };
}

/** The parts of an area that another one does not cover. */
function without(area: Area, cut: Area): readonly Area[] {
  const hit = overlapOf(area, cut);
  if (hit === null) return [area];
  return [
    { ...area, last: hit.first - 1n },
    { ...area, first: hit.last + 1n },
    { ...hit, firstPort: area.firstPort, lastPort: hit.firstPort - 1 },
    { ...hit, firstPort: hit.lastPort + 1, lastPort: area.lastPort },
  ].filter(({ first, last, firstPort, lastPort }) => first <= last && firstPort <= lastPort);
}
