import { ifKnown, type View } from '#rule-kit';

/** A listener in the words of a reader, `Port 443 of shop`: it has no name, but its ARN holds that of its load balancer. */
export function listenerName(listener: View<'elbv2.listener'>): string {
  const [, name = ''] = /:listener\/[^/]+\/([^/]+)\//.exec(listener.key) ?? [];
  return `Port ${ifKnown(() => listener.port) ?? '?'}${name === '' ? '' : ` of ${name}`}`;
}
