import { describe, expect, it } from 'vitest';
import type { Override } from '../kit/world.ts';
import { answer, derived } from '../kit/derived.ts';
import { localZone, localZoneSubnet, nat, natAddress, publicTier, regionalNat, zones } from '../kit/network-world.ts';
import { account, denied, region, world } from '../kit/world.ts';

const natIn = (record: ReturnType<typeof nat>) => {
  const { natGateways, view } = derived(world(...zones, localZone, localZoneSubnet('subnet-local'), ...publicTier, record));
  return { natGateways, gateway: view('ec2.nat-gateway', record.key) };
};
const serves = (record: ReturnType<typeof nat>, zoneId: string) => {
  const { natGateways, gateway } = natIn(record);
  return answer(() => natGateways.servesZone(gateway, zoneId));
};

describe('a zonal NAT gateway', () => {
  it('serves the zone of its subnet alone, also where the endpoint is too old to name the mode', () => {
    for (const availabilityMode of ['zonal', null]) {
      expect(serves(nat('a', { availabilityMode }), 'euw1-az1')).toBe(true);
      expect(serves(nat('a', { availabilityMode }), 'euw1-az2')).toBe(false);
    }
  });

  it('serves no zone from a Local Zone, and is not placed where its subnet is not seen', () => {
    expect(serves(nat('a', { subnet: 'subnet-local' }), 'euw1-az1')).toBe(false);
    expect(serves(nat('a', { subnet: null }), 'euw1-az1')).toEqual({ gaps: ['no-evidence'] });
    expect(serves(nat('c'), 'euw1-az1')).toEqual({ gaps: ['no-evidence'] });
  });
});

describe('a regional NAT gateway', () => {
  it('serves every zone where it expands by itself', () => {
    expect(serves(regionalNat(null), 'euw1-az3')).toBe(true);
  });

  it('serves the zones it has an address in where it does not', () => {
    const manual = regionalNat([
      natAddress('a'),
      natAddress('b', 'succeeded', { zoneId: null, zoneName: 'eu-west-1b' }),
      natAddress('c', 'failed'),
    ]);
    expect(serves(manual, 'euw1-az1')).toBe(true);
    expect(serves(manual, 'euw1-az2')).toBe(true);
    expect(serves(manual, 'euw1-az3')).toBe(false);
  });

  it('is undecided while an address is being set up', () => {
    expect(serves(regionalNat([natAddress('a', 'associating')]), 'euw1-az1')).toEqual({ gaps: ['transitional'] });
    expect(serves(regionalNat([natAddress('a', 'associating'), natAddress('a')]), 'euw1-az1')).toBe(true);
  });

  it('is not guessed in a mode that is new', () => {
    expect(serves(nat('a', { availabilityMode: 'galactic' }), 'euw1-az1')).toEqual({ gaps: ['unsupported'] });
    expect(serves(regionalNat(null, { autoProvisionZones: null }), 'euw1-az1')).toEqual({ gaps: ['unsupported'] });
  });
});

describe('a NAT gateway to route a zone through', () => {
  const candidate = (...nodes: readonly ReturnType<typeof nat>[]) => {
    const { natGateways } = derived(world(...zones, ...publicTier, ...nodes));
    return natGateways.candidateFor('euw1-az2', 'vpc-1', { account, region })?.key ?? null;
  };

  it('is one in that zone, or a regional one that covers it', () => {
    expect(candidate(nat('a'), nat('b'))).toBe('nat-b');
    expect(candidate(nat('a'), regionalNat(null))).toBe('nat-regional');
  });

  it('is none in another VPC, in another zone, lost, private or not readable', () => {
    const unfit = [
      { vpc: 'vpc-2' },
      { state: 'failed' },
      { connectivityType: 'private' },
      { state: denied('x:Y') },
      { vpc: denied('x:Y') },
    ];
    for (const overrides of unfit) expect(candidate(nat('a'), nat('b', overrides))).toBeNull();
  });
});

describe('the state of a NAT gateway', () => {
  const stateOf = (overrides: Override<'ec2.nat-gateway'>) => {
    const { natGateways, gateway } = natIn(nat('a', overrides));
    return [
      answer(() => natGateways.isAvailable(gateway)),
      answer(() => natGateways.isLost(gateway)),
      answer(() => natGateways.isPublic(gateway)),
    ];
  };

  it('tells what works, what is lost and what is on its way', () => {
    expect(stateOf({})).toEqual([true, false, true]);
    expect(stateOf({ connectivityType: null })).toEqual([true, false, true]);
    expect(stateOf({ connectivityType: 'private' })).toEqual([true, false, false]);
    for (const state of ['failed', 'deleting', 'deleted']) expect(stateOf({ state })).toEqual([false, true, true]);
    expect(stateOf({ state: 'pending' })).toEqual([{ gaps: ['transitional'] }, false, true]);
  });

  it('is not guessed where it is new or missing', () => {
    const unsupported = { gaps: ['unsupported'] };
    expect(stateOf({ state: 'dreaming', connectivityType: 'quantum' })).toEqual([unsupported, unsupported, unsupported]);
    const missing = { gaps: ['denied x:Y'] };
    expect(stateOf({ state: denied('x:Y'), connectivityType: denied('x:Y') })).toEqual([missing, missing, missing]);
  });
});
