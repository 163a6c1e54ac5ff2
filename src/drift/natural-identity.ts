import { kinds } from '../model/kinds.ts';
import { isList, isRecord, keysOf, membersOf, type Node, textOf } from './side.ts';

/** What BEFORE calls a resource that AFTER may know under another id. */
export type Canonical = (key: string) => string;

/**
 * What tells a resource apart from its like when its id is another one, because it was made anew: the service's unique name, else
 * where it stands and what it is for. Null where nothing does.
 */
export function naturalIdentity(node: Node, canonical: Canonical): string | null {
  const parts = partsOf(node, canonical);
  if (parts.length === 0 || parts.some((part) => part === null || part === '')) return null;
  return JSON.stringify([node.kind, node.account, node.region, ...parts]);
}

function partsOf(node: Node, canonical: Canonical): readonly (string | null)[] {
  const related = (name: string): string => keysOf(node, name).map(canonical).sort().join(' ');
  const fact = (name: string): string | null => textOf(node, name);
  switch (node.kind) {
    case 'ec2.vpc':
      return [sortedList(node, 'cidrBlocks'), nameTag(node)];
    case 'ec2.subnet':
      return [related('vpc'), fact('cidrBlock')];
    case 'ec2.nat-gateway':
      return [related('subnet')];
    case 'ec2.route-table':
      return [related('vpc'), associations(node, canonical)];
    case 'ec2.security-group':
      return [related('vpc'), fact('groupName')];
    case 'ec2.internet-gateway':
    case 'ec2.egress-only-internet-gateway':
      return [attachedVpcs(node, canonical)];
    case 'ec2.network-acl':
      return [related('vpc'), node.facts['isDefault'] === true ? 'default' : related('subnets')];
    case 'ec2.vpc-endpoint':
      return [related('vpc'), fact('serviceName'), fact('endpointType')];
    case 'ec2.managed-prefix-list':
      return [fact('prefixListName')];
    case 'ec2.launch-template-version':
      return [related('launchTemplate'), String(node.facts['versionNumber'])];
    case 'ec2.instance':
      return [related('vpc'), related('subnet'), nameTag(node)];
    case 'ec2.volume':
      return [related('instances'), nameTag(node)];
    case 'ec2.flow-log':
      return [canonical(fact('resourceId') ?? ''), fact('destinationType'), fact('trafficType')];
    case 'elbv2.listener':
      return [related('loadBalancer'), String(node.facts['port'])];
    case 'elbv2.listener-rule':
      return [related('listener'), fact('priority')];
    case 'acm.certificate':
      return [fact('domainName'), fact('certificateType')];
    case 'ecs.task-definition':
      return [fact('family')];
    default:
      return [kinds[node.kind].identifiedBy === 'name' ? (node.name ?? node.key) : canonicalKey(node.key, canonical)];
  }
}

/** Keys made of others, such as that of a traffic source: group, `#`, ARN of the target group. */
function canonicalKey(key: string, canonical: Canonical): string {
  return key.split('#').map(canonical).join('#');
}

function nameTag({ facts: { tags } }: Node): string | null {
  const name = isRecord(tags) ? tags['Name'] : null;
  return typeof name === 'string' ? name : null;
}

function sortedList({ facts }: Node, name: string): string {
  const value = facts[name];
  return isList(value) ? value.map(String).sort().join(' ') : '';
}

function associations({ facts }: Node, canonical: Canonical): string {
  return membersOf(facts['associations'])
    .map(({ subnetId, isMain }) => (isMain === true ? 'main' : typeof subnetId === 'string' ? canonical(subnetId) : ''))
    .sort()
    .join(' ');
}

function attachedVpcs({ facts }: Node, canonical: Canonical): string {
  return membersOf(facts['attachments'])
    .map(({ vpcId }) => canonical(String(vpcId)))
    .sort()
    .join(' ');
}
