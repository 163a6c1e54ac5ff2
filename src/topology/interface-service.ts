import type { Facts } from '../model/kinds.ts';

/**
 * What a network interface tells of the service that made it, or null where it tells nothing of interest. Services describe their
 * interfaces: `ELB shop` is a classic load balancer, `ELB app/shop/50dc6c495c0c9188` any newer one, which names its groups itself.
 */
export function serviceBehind({
  description,
  interfaceType,
}: Pick<Facts<'ec2.network-interface'>, 'description' | 'interfaceType'>): 'compute' | 'data' | 'classic-load-balancer' | null {
  // Functions, tasks and pods with an interface of their own.
  if (interfaceType === 'lambda' || interfaceType === 'branch' || /^arn:[\w-]+:ecs:/.test(description)) return 'compute';
  if (description === 'RDSNetworkInterface' || /^(ElastiCache|Network interface for DBProxy) /.test(description)) return 'data';
  return /^ELB [^/]+$/.test(description) ? 'classic-load-balancer' : null;
}
