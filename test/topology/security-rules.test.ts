import { describe, expect, it } from 'vitest';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import { coversPort, describeRule, openPorts } from '../../src/topology/security-rules.ts';
import { answer, derived } from '../kit/derived.ts';
import { group, rule } from '../kit/security-world.ts';
import { denied, node, world } from '../kit/world.ts';

const tcp = (port: number) => ({ port, transport: 'tcp' }) as const;
const udp = (port: number) => ({ port, transport: 'udp' }) as const;

describe('the ports of a rule', () => {
  it('are everything for -1, whatever ports it carries', () => {
    const everything = rule('0.0.0.0/0', 22, { protocol: '-1' });
    expect(openPorts(everything)).toEqual([
      { transport: 'tcp', first: 0, last: 65_535 },
      { transport: 'udp', first: 0, last: 65_535 },
    ]);
  });

  it('are an inclusive range of one transport', () => {
    const range = rule('0.0.0.0/0', [8000, 8080]);
    expect([7999, 8000, 8080, 8081].map((port) => coversPort(range, tcp(port)))).toEqual([false, true, true, false]);
    expect(coversPort(range, udp(8040))).toBe(false);
  });

  it('read protocol numbers as what they are: 6 is tcp, 47 has no ports', () => {
    expect(coversPort(rule('0.0.0.0/0', 22, { protocol: '6' }), tcp(22))).toBe(true);
    expect(coversPort(rule('0.0.0.0/0', 53, { protocol: '17' }), udp(53))).toBe(true);
    for (const protocol of ['47', '50', 'icmp', 'icmpv6']) expect(openPorts(rule('0.0.0.0/0', 22, { protocol }))).toEqual([]);
  });

  it('are open-ended where a bound is missing or -1', () => {
    for (const bounds of [
      { fromPort: null, toPort: null },
      { fromPort: -1, toPort: -1 },
    ]) {
      expect(openPorts(rule('0.0.0.0/0', 1, bounds))).toEqual([{ transport: 'tcp', first: 0, last: 65_535 }]);
    }
  });
});

describe('a rule in words', () => {
  it('names protocol, ports and source', () => {
    expect(describeRule(rule('0.0.0.0/0', 443))).toBe('tcp 443 from 0.0.0.0/0');
    expect(describeRule(rule('sg-app', [32_768, 65_535]))).toBe('tcp 32768-65535 from sg-app');
    expect(describeRule(rule('10.0.0.0/8', 'everything'))).toBe('everything from 10.0.0.0/8');
  });
});

const admits = (source: string, ...nodes: readonly NodeRecord[]) => {
  const held = rule(source, 443);
  const { securityRules, view } = derived(world(group('sg-x', [held]), ...nodes));
  return answer(() => securityRules.admitsWorld(held, view('ec2.security-group', 'sg-x')));
};

describe('the world', () => {
  it('is any source, also written in halves, in wide blocks or for IPv6 alone', () => {
    for (const source of ['0.0.0.0/0', '128.0.0.0/1', '52.0.0.0/8', '::/0', '2000::/3']) expect(admits(source), source).toBe(true);
  });

  it('is no private block however wide, and no narrow public one', () => {
    for (const source of ['10.0.0.0/8', '203.0.113.0/24', 'fc00::/7', '2001:db8::/32', 'sg-alb'])
      expect(admits(source), source).toBe(false);
  });

  it('is found in a customer list, and not in a list of AWS', () => {
    const list = (overrides: Parameters<typeof node<'ec2.managed-prefix-list'>>[2]) => node('ec2.managed-prefix-list', 'pl-1', overrides);
    expect(admits('pl-1', list({ cidrBlocks: ['10.0.0.0/8', '0.0.0.0/0'] }))).toBe(true);
    expect(admits('pl-1', list({ cidrBlocks: ['203.0.113.0/24'] }))).toBe(false);
    expect(
      admits('pl-1', list({ ownerId: 'AWS', prefixListName: 'com.amazonaws.global.cloudfront.origin-facing', cidrBlocks: null })),
    ).toBe(false);
  });

  it('is not guessed where the list cannot be read', () => {
    expect(admits('pl-1', node('ec2.managed-prefix-list', 'pl-1', { cidrBlocks: denied('ec2:GetManagedPrefixListEntries') }))).toEqual({
      gaps: ['denied ec2:GetManagedPrefixListEntries'],
    });
    expect(admits('pl-1')).toEqual({ gaps: ['unsupported'] });
    expect(admits('pl-1', node('ec2.managed-prefix-list', 'pl-1', { cidrBlocks: null }))).toEqual({ gaps: ['unsupported'] });
    expect(admits('10.0.0.0/99')).toEqual({ gaps: ['unsupported'] });
  });
});

describe('a reference to a group', () => {
  const sourceOf = (overrides: Parameters<typeof rule>[2]) => {
    const held = rule('sg-y', 443, overrides);
    const { securityRules, view } = derived(world(group('sg-x', [held])));
    return securityRules.sourceOf(held, view('ec2.security-group', 'sg-x'));
  };

  it('is stale once its peering is gone', () => {
    expect(sourceOf({ peeringConnectionId: 'pcx-1', peeringStatus: 'active' })).toMatchObject({ isStale: false });
    expect(sourceOf({ peeringConnectionId: 'pcx-1', peeringStatus: 'deleted' })).toMatchObject({ isStale: true });
    expect(sourceOf({})).toMatchObject({ type: 'group', groupId: 'sg-y', ownerId: '111111111111', isStale: false });
  });
});
