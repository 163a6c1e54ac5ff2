import {
  coversPort,
  describeRule,
  type Evidence,
  ifKnown,
  type NonEmpty,
  openPorts,
  type Port,
  type SecurityRule,
  type ShellTag,
  type View,
} from '#rule-kit';

type Group = View<'ec2.security-group'>;

/** What a group lets in, in words. */
export function ingressOf(group: Group): Evidence {
  return {
    resource: group.id,
    fact: 'ingress',
    observed: group.ingress.map((rule) => describeRule(rule)),
    expected: null,
    derivation: null,
  };
}

/** One piece of evidence per rule; `derivation` says why the rule is wrong. */
export function badRules(
  group: Group,
  rules: NonEmpty<SecurityRule>,
  expected: string,
  derivation: (rule: SecurityRule) => string,
): NonEmpty<Evidence> {
  const see = (rule: SecurityRule): Evidence => ({
    resource: group.id,
    fact: 'ingress',
    observed: describeRule(rule),
    expected,
    derivation: derivation(rule),
  });
  const [first, ...others] = rules;
  return [see(first), ...others.map(see)];
}

/** The first rules in words, and how many more there are. */
export function listed(rules: readonly SecurityRule[]): string {
  const shown = rules.slice(0, 3).map((rule) => describeRule(rule));
  return rules.length > shown.length ? `${shown.join(', ')} and ${rules.length - shown.length} more` : shown.join(', ');
}

/** One command that takes the rules out of their group. */
export function revocation(
  group: Group,
  rules: readonly SecurityRule[],
  sh: ShellTag,
  direction: 'egress' | 'ingress' = 'ingress',
): string {
  const permissions = JSON.stringify(rules.map(permissionOf));
  return sh`aws ec2 ${`revoke-security-group-${direction}`} --group-id ${group.key} --ip-permissions ${permissions} --region ${group.region}`;
}

/** The same, after admitting `peer` to the ports that would have no group as a source any more. */
export function replacement(group: Group, rules: readonly SecurityRule[], ports: Iterable<Port>, peer: string, sh: ShellTag): string {
  const rest = group.ingress.filter((rule) => rule.sourceType === 'security-group' && !rules.includes(rule));
  const orphaned = [...ports].filter(
    (port) => rules.some((rule) => coversPort(rule, port)) && !rest.some((rule) => coversPort(rule, port)),
  );
  const revoke = revocation(group, rules, sh);
  if (orphaned.length === 0) return revoke;
  const permissions = JSON.stringify(orphaned.map((port) => permissionTo(port, peer)));
  return `${sh`aws ec2 authorize-security-group-ingress --group-id ${group.key} --ip-permissions ${permissions} --region ${group.region}`} && ${revoke}`;
}

/** The ports that rules name one by one; ranges name none. */
export function singlePorts(rules: readonly SecurityRule[]): readonly Port[] {
  return rules.flatMap((rule) =>
    openPorts(rule).flatMap(({ first, last, transport }) => (first === last ? [{ port: first, transport }] : [])),
  );
}

/** The group where there is exactly one, else words for the reader to replace; AWS refuses them, and nothing is revoked then. */
export function onlyOne(groups: () => Iterable<string>, otherwise: string): string {
  const [first, second] = ifKnown(() => firstTwo(groups())) ?? [];
  return first === undefined || second !== undefined ? otherwise : first;
}

function firstTwo(groups: Iterable<string>): readonly string[] {
  const found: string[] = [];
  for (const group of groups) if (found.push(group) === 2) break;
  return found;
}

function permissionTo({ port, transport }: Port, peer: string): object {
  return { IpProtocol: transport, FromPort: port, ToPort: port, UserIdGroupPairs: [{ GroupId: peer }] };
}

function permissionOf({ protocol, fromPort, toPort, sourceType, source, sourceOwnerId, peeringConnectionId }: SecurityRule): object {
  const ports = fromPort === null || toPort === null || protocol === '-1' ? {} : { FromPort: fromPort, ToPort: toPort };
  const pair = {
    GroupId: source,
    ...(sourceOwnerId === null ? {} : { UserId: sourceOwnerId }),
    ...(peeringConnectionId === null ? {} : { VpcPeeringConnectionId: peeringConnectionId }),
  };
  const from: Readonly<Record<string, object>> = {
    ipv4: { IpRanges: [{ CidrIp: source }] },
    ipv6: { Ipv6Ranges: [{ CidrIpv6: source }] },
    'prefix-list': { PrefixListIds: [{ PrefixListId: source }] },
    'security-group': { UserIdGroupPairs: [pair] },
  };
  return { IpProtocol: protocol, ...ports, ...from[sourceType] };
}
