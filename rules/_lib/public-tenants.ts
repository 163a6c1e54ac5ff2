import { type Context, offenders, serviceBehind, undecidable, type View } from '#rule-kit';
import { isAttached } from './judged-group.ts';

type Subnet = View<'ec2.subnet'>;
type Interface = View<'ec2.network-interface'>;
type Judging = Pick<Context<'ec2.subnet', 'autoscaling.group' | 'ec2.instance' | 'ec2.network-interface'>, 'find' | 'referring'>;
type Tenant = 'task, function or pod' | 'database or cache' | 'server of a group' | 'lone server';

/** Who uses the interface, as far as this rule cares; null for load balancers, NAT gateways, endpoints and what is attached to nothing. */
export function tenantOf(eni: Interface, { find }: Judging): Tenant | null {
  if (eni.status === 'available') return null;
  const service = serviceBehind(eni);
  if (service === 'compute') return 'task, function or pod';
  if (service === 'data') return 'database or cache';
  const [instanceId] = eni.keysOf('instance');
  if (instanceId === undefined) return null;
  const instance = find('ec2.instance', instanceId);
  if (instance === null)
    return undecidable(eni, 'no-evidence', `${instanceId}, which uses ${eni.key}, was not among the instances AWS listed`);
  if (['shutting-down', 'terminated'].includes(instance.state)) return null;
  const group = instance.autoScalingGroupName === null ? null : find('autoscaling.group', instance.autoScalingGroupName);
  if (group !== null && (group.maxSize > 1 || isAttached(group))) return 'server of a group';
  // Who forwards for others, as NAT instances do, belongs here.
  return eni.sourceDestCheck === false ? null : 'lone server';
}

/** The interfaces of whoever should not stand in a public subnet; so many lone servers are let be. */
export function strangers(subnet: Subnet, judging: Judging, maxLoneServers: number) {
  const interfaces = () => judging.referring('ec2.network-interface', 'subnet', subnet);
  const foreign = offenders(interfaces(), (eni) => ![null, 'lone server'].includes(tenantOf(eni, judging)));
  if (foreign !== null) return foreign;
  const lone = offenders(interfaces(), (eni) => tenantOf(eni, judging) === 'lone server') ?? [];
  return new Set(lone.map((eni) => eni.keysOf('instance').join())).size > maxLoneServers ? lone : [];
}
