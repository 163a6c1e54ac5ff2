import { describe, expect, it } from 'vitest';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import { answer, derived } from '../kit/derived.ts';
import { localZone, localZoneSubnet, zones } from '../kit/network-world.ts';
import { account, denied, node, region, subnet, world, worldWithGaps, zone } from '../kit/world.ts';

const place = { account, region };
const listDenied = { 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') };

describe('the zone of a subnet', () => {
  const zoneOf = (...nodes: readonly NodeRecord[]) => {
    const { zones: derivedZones, view } = derived(world(...nodes));
    return answer(() => derivedZones.ofSubnet(view('ec2.subnet', 'subnet-app-a')));
  };

  it('is an id, the same in every account', () => {
    expect(zoneOf(...zones, subnet('app', 'a'))).toBe('euw1-az1');
  });

  it('follows the id where the name means another place', () => {
    expect(zoneOf(...zones, subnet('app', 'a', { zoneName: 'eu-west-1c' }))).toBe('euw1-az1');
  });

  it('is none in a Local Zone, in a Wavelength Zone and on an Outpost', () => {
    expect(zoneOf(...zones, localZone, localZoneSubnet('subnet-app-a'))).toBeNull();
    expect(zoneOf(zone('a', { zoneType: 'wavelength-zone' }), subnet('app', 'a'))).toBeNull();
    expect(zoneOf(...zones, subnet('app', 'a', { outpostArn: 'arn:aws:outposts:eu-west-1:111111111111:outpost/op-1' }))).toBeNull();
  });

  it('is not guessed where AWS names no such zone or a new type of zone', () => {
    expect(zoneOf(zone('b'), subnet('app', 'a'))).toEqual({ gaps: ['no-evidence'] });
    expect(zoneOf(zone('a', { zoneType: 'moon-zone' }), subnet('app', 'a'))).toEqual({ gaps: ['unsupported'] });
  });

  it('is known as long as its own zone is, whatever is missing of the others', () => {
    expect(zoneOf(zone('a'), zone('b', { zoneId: denied('x:Y') }), subnet('app', 'a'))).toBe('euw1-az1');
    const { zones: derivedZones, view } = derived(worldWithGaps(listDenied, zone('a'), subnet('app', 'a'), subnet('app', 'b')));
    expect(derivedZones.ofSubnet(view('ec2.subnet', 'subnet-app-a'))).toBe('euw1-az1');
    expect(answer(() => derivedZones.ofSubnet(view('ec2.subnet', 'subnet-app-b')))).toEqual({
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    });
  });
});

describe('the zone a subnet can place something in', () => {
  const servedIn = (state: string) => {
    const { zones: derivedZones, view } = derived(world(...zones, subnet('app', 'a', { state })));
    return answer(() => derivedZones.servedBy(view('ec2.subnet', 'subnet-app-a')));
  };

  it('is its own while the subnet is usable or being made', () => {
    expect(servedIn('available')).toBe('euw1-az1');
    expect(servedIn('pending')).toBe('euw1-az1');
  });

  it('is none once the subnet has failed', () => {
    for (const state of ['unavailable', 'failed', 'failed-insufficient-capacity']) expect(servedIn(state)).toBeNull();
  });

  it('is not guessed for a state that is new', () => {
    expect(servedIn('dreaming')).toEqual({ gaps: ['unsupported'] });
  });
});

describe('a zone that is named', () => {
  it('has the id that this account gives the name', () => {
    const elsewhere = node('ec2.availability-zone', 'eu-west-1a', { zoneId: 'euw1-az3' }, { account: '222222222222' });
    const { zones: derivedZones } = derived(world(...zones, elsewhere));
    expect(derivedZones.idOf('eu-west-1a', place)).toBe('euw1-az1');
    expect(derivedZones.idOf('eu-west-1a', { account: '222222222222', region })).toBe('euw1-az3');
  });

  it('has none where it is a Local Zone, and is unknown where it is not listed', () => {
    const { zones: derivedZones } = derived(world(...zones, localZone));
    expect(derivedZones.idOf('eu-west-1-lhr-1a', place)).toBeNull();
    expect(answer(() => derivedZones.idOf('Multiple', place))).toEqual({ gaps: ['no-evidence'] });
    expect(answer(() => derived(worldWithGaps(listDenied)).zones.idOf('eu-west-1a', place))).toEqual({
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    });
  });
});
