import { describe, expect, it } from 'vitest';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import { answer, derived } from '../kit/derived.ts';
import { autoScalingGroup, balancer, bareNetworkBalancer, stack, target, targetGroup, templateVersion } from '../kit/security-world.ts';
import { account, node, type Override, region } from '../kit/world.ts';

const here = { account, region };

function portsOf(groupId: string, ...nodes: readonly NodeRecord[]) {
  const { targetPorts } = derived(stack(...nodes));
  return answer(() => [...targetPorts.of(groupId, here)].map(({ port, transport, purpose }) => `${transport} ${port} ${purpose}`));
}
const launched = (overrides: Override<'elbv2.target-group'>) =>
  portsOf('sg-app', targetGroup(overrides), autoScalingGroup(), templateVersion());

describe('the ports a load balancer expects', () => {
  it('are those of the target group for what an Auto Scaling group launches', () => {
    expect(launched({})).toEqual(['tcp 8080 traffic']);
    expect(launched({ protocol: 'TLS' })).toEqual(['tcp 8080 traffic']);
  });

  it('are those of the registration for a target', () => {
    const instance = node('ec2.instance', 'i-1');
    expect(portsOf('sg-app', targetGroup(), target('i-1', { port: 9000 }), instance)).toEqual(['tcp 9000 traffic']);
    expect(portsOf('sg-app', targetGroup(), target('i-1', { port: null }), instance)).toEqual(['tcp 8080 traffic']);
    expect(portsOf('sg-app', targetGroup(), target('i-1', { state: 'draining' }), instance)).toEqual([]);
  });

  it('hold the health check, which speaks TCP whatever the traffic is', () => {
    expect(launched({ healthCheckPort: '8081' })).toEqual(['tcp 8080 traffic', 'tcp 8081 health check']);
    expect(launched({ healthCheckPort: '8080' })).toEqual(['tcp 8080 traffic']);
    expect(launched({ protocol: 'UDP' })).toEqual(['tcp 8080 health check', 'udp 8080 traffic']);
    expect(launched({ protocol: 'TCP_UDP' })).toEqual(['tcp 8080 traffic', 'udp 8080 traffic']);
  });

  it('are none for functions and for gateways', () => {
    expect(launched({ protocol: null, port: null })).toEqual([]);
    expect(launched({ protocol: 'GENEVE', port: 6081 })).toEqual([]);
  });

  it('are not guessed for a protocol that is new', () => {
    expect(launched({ protocol: 'HTTP9' })).toEqual({ gaps: ['unsupported'] });
  });
});

describe('a port without a group to refer to', () => {
  const isDirect = (scheme: string | null, ...nodes: readonly NodeRecord[]) => {
    const { targetPorts } = derived(stack(targetGroup({ protocol: 'TCP' }), autoScalingGroup(), templateVersion(), ...nodes));
    return targetPorts.isServedDirectly('sg-app', here, { port: 8080, transport: 'tcp' }, scheme);
  };

  it('is behind a load balancer without security groups', () => {
    expect(isDirect(null, bareNetworkBalancer())).toBe(true);
    expect(isDirect(null, balancer({ loadBalancerType: 'network' }))).toBe(false);
    expect(isDirect(null, balancer({ loadBalancerType: 'gateway', scheme: null, securityGroups: [] }))).toBe(false);
  });

  it('is asked for by scheme', () => {
    expect(isDirect('internet-facing', bareNetworkBalancer())).toBe(true);
    expect(isDirect('internet-facing', bareNetworkBalancer({ scheme: 'internal' }))).toBe(false);
  });
});
