import { undecidable, type View } from '#rule-kit';

type Endpoint = View<'ec2.vpc-endpoint'>;

/** The AWS service of this region to which the endpoint leads, such as `ecr.api`; null for services of others. */
export function serviceOf({ serviceName, region }: Endpoint): string | null {
  const [, place, service] = /^(?:cn\.)?com\.amazonaws\.([a-z0-9-]+)\.(.+)$/.exec(serviceName ?? '') ?? [];
  return place === region ? (service ?? null) : null;
}

/** Whether the endpoint carries traffic, in some of its zones at the least. The case of the state depends on who is asked. */
export function isInService(endpoint: Endpoint): boolean {
  const state = endpoint.state.toLowerCase();
  if (state === 'available' || state === 'partial') return true;
  if (['deleting', 'deleted', 'expired', 'failed', 'rejected'].includes(state)) return false;
  const isComing = ['pending', 'pendingacceptance'].includes(state);
  return undecidable(endpoint, isComing ? 'transitional' : 'unsupported', `the state of ${endpoint.key} is ${endpoint.state}`);
}

export function isGateway(endpoint: Endpoint): boolean {
  return endpoint.endpointType === 'Gateway';
}

/** Whether the endpoint leads to the service and works. */
export function leadsTo(service: string, endpoint: Endpoint): boolean {
  return serviceOf(endpoint) === service && isInService(endpoint);
}
