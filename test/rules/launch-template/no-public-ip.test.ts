import rule from '../../../rules/launch-template/no-public-ip.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { deleting, managed, worker } from '../../kit/group-world.ts';
import { arm, at, configured, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, subnet, world, worldWithGaps } from '../../kit/world.ts';

type Interface = Facts<'ec2.launch-template-version'>['networkInterfaces'][number];

const eni = (associatesPublicIp: boolean | null, more: Partial<Interface> = {}) => ({
  deviceIndex: 0,
  associatesPublicIp,
  subnetId: null,
  networkInterfaceId: null,
  securityGroupIds: ['sg-app'],
  ...more,
});
const group = launching('7');
const saying = (...networkInterfaces: readonly Interface[]) => version(7, { networkInterfaces });
const subnets = [subnet('app', 'a', { mapsPublicIpOnLaunch: false }), subnet('app', 'b', { mapsPublicIpOnLaunch: false })];
const giving = [subnet('app', 'a', { mapsPublicIpOnLaunch: false }), subnet('app', 'b', { mapsPublicIpOnLaunch: true })];
const configuration = (associatesPublicIp: boolean | null) => node('autoscaling.launch-configuration', 'web-2019', { associatesPublicIp });
const subnetsDenied = { 'ec2.subnet': denied('ec2:DescribeSubnets') };
const evidence = ['publicAddress'];
const inDefaultSubnets = { subnets: [], zoneNames: ['eu-west-1a'] };
const defaultSubnet = (mapsPublicIpOnLaunch: boolean) => subnet('default', 'a', { isDefaultForZone: true, mapsPublicIpOnLaunch });

ruleCases(rule, {
  pass: {
    'the template says no, and needs no word of its subnets': { world: worldWithGaps(subnetsDenied, group, saying(eni(false))), evidence },
    'the template says no where its subnets would give one': { world: world(group, saying(eni(false)), ...giving), evidence },
    'nobody gives one': { world: world(group, version(7), ...subnets), evidence },
    'the interface says nothing and the subnets give none': { world: world(group, saying(eni(null)), ...subnets), evidence },
    'several interfaces, none of which asks for one': {
      world: world(group, saying(eni(null), eni(null, { deviceIndex: 1 })), ...giving),
      evidence,
    },
    'an old version gives one and is not the one in use': {
      world: world(group, version(6, { networkInterfaces: [eni(true)] }), saying(eni(false)), ...subnets),
      evidence,
    },
    'a launch configuration that says no': { world: world(configured(), configuration(false), ...giving), evidence },
    'default subnets that give none': {
      world: world(launching('7', inDefaultSubnets), version(7), defaultSubnet(false), ...giving),
      evidence,
    },
  },
  fail: {
    'the template asks for one': { world: world(group, saying(eni(true)), ...subnets), evidence },
    'the template asks for one, whatever its subnets say': { world: worldWithGaps(subnetsDenied, group, saying(eni(true))), evidence },
    'a subnet gives one': { world: world(group, version(7), ...giving), evidence },
    'a subnet gives one where another may not be read': {
      world: worldWithGaps(subnetsDenied, group, version(7), ...giving.slice(1)),
      evidence,
    },
    'the interface leaves it to the subnet, which gives one': { world: world(group, saying(eni(null)), ...giving), evidence },
    'an override asks for one': {
      world: world(
        mixing(at('7'), override({ launchTemplate: at('2', arm) })),
        saying(eni(false)),
        version(2, { networkInterfaces: [eni(true)] }, arm),
        ...subnets,
      ),
      evidence,
    },
    'a launch configuration that asks for one': { world: world(configured(), configuration(true), ...subnets), evidence },
    'a launch configuration that leaves it to the subnets': { world: world(configured(), configuration(null), ...giving), evidence },
    'default subnets that give one': { world: world(launching('7', inDefaultSubnets), version(7), defaultSubnet(true)), evidence },
    'workers in a group of several': {
      world: world(worker({ launchTemplate: at('7') }), saying(eni(true)), ...subnets),
      evidence,
    },
  },
  unknown: {
    'the subnets decide and may not be read': {
      world: worldWithGaps(subnetsDenied, group, version(7)),
      gaps: ['denied ec2:DescribeSubnets'],
    },
    'an existing interface brings its own address': {
      world: world(group, saying(eni(null, { networkInterfaceId: 'eni-1' })), ...subnets),
      gaps: ['no-evidence'],
    },
    'the version was deleted': { world: world(group, template(), ...subnets), gaps: ['no-evidence'] },
    'versions may not be read': {
      world: worldWithGaps({ 'ec2.launch-template-version': denied('ec2:DescribeLaunchTemplateVersions') }, group, ...subnets),
      gaps: ['denied ec2:DescribeLaunchTemplateVersions'],
    },
  },
  notApplicable: {
    'a bastion in a group of one': {
      world: world(worker({ launchTemplate: at('7'), maxSize: 1, minSize: 1 }), saying(eni(true)), ...giving),
    },
    'a group that is being deleted': { world: world(launching('7', deleting), saying(eni(true))) },
    'a group that a service manages': { world: world(launching('7', managed), saying(eni(true))) },
  },
});
