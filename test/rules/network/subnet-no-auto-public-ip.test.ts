import rule from '../../../rules/network/subnet-no-auto-public-ip.ts';
import { mainTable, publicTier, route, sharedSubnet, toInternet, toNat, vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const web = node('autoscaling.group', 'web', { subnets: ['subnet-app-a'] });
const app = (overrides: Override<'ec2.subnet'> = {}) => subnet('app', 'a', overrides);
const main = mainTable('rtb-main', [toNat('nat-a')]);
const nat = node('ec2.nat-gateway', 'nat-a');
const both = ['mapsPublicIpOnLaunch', 'assignsIpv6OnCreation'];
const v6 = { assignsIpv6OnCreation: true, ipv6CidrBlocks: ['2001:db8::/64'] };

ruleCases(rule, {
  pass: {
    'an app subnet that gives none': { world: world(vpc(), app(), web, main, nat), evidence: both },
    'IPv6 addresses that only call out': {
      world: world(vpc(), app(v6), web, mainTable('rtb-main', [route('::/0', 'egress-only-internet-gateway', 'eigw-1')])),
      evidence: both,
    },
    'IPv6 addresses without a route': { world: world(vpc(), app(v6), web, main, nat), evidence: both },
  },
  fail: {
    'an app subnet that gives every server one': {
      world: world(vpc(), app({ mapsPublicIpOnLaunch: true }), web, main, nat),
      evidence: ['mapsPublicIpOnLaunch'],
    },
    'a data subnet': {
      subject: 'subnet-data-a',
      world: world(
        vpc(),
        subnet('data', 'a', { mapsPublicIpOnLaunch: true }),
        node('rds.instance', 'orders'),
        node('rds.subnet-group', 'data'),
      ),
      evidence: ['mapsPublicIpOnLaunch'],
    },
    'IPv6 addresses that the internet can reach': {
      world: world(vpc(), app(v6), web, mainTable('rtb-main', [toInternet('::/0')])),
      evidence: ['assignsIpv6OnCreation'],
      related: ['rtb-main'],
    },
    'an app subnet, though databases cannot be listed': {
      world: worldWithGaps(
        { 'rds.instance': denied('rds:DescribeDBInstances') },
        vpc(),
        app({ mapsPublicIpOnLaunch: true }),
        web,
        main,
        nat,
      ),
      evidence: ['mapsPublicIpOnLaunch'],
    },
  },
  unknown: {
    'what stands in the subnet cannot be listed': {
      world: worldWithGaps(
        { 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') },
        vpc(),
        app({ mapsPublicIpOnLaunch: true }),
        main,
      ),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'IPv6 addresses, and route tables cannot be listed': {
      world: worldWithGaps({ 'ec2.route-table': denied('ec2:DescribeRouteTables') }, vpc(), app(v6), web),
      gaps: ['denied ec2:DescribeRouteTables'],
    },
  },
  notApplicable: {
    'a public subnet': {
      subject: 'subnet-public-a',
      world: world(vpc(), subnet('public', 'a', { mapsPublicIpOnLaunch: true }), ...publicTier.slice(1)),
    },
    'a subnet that nothing uses': { world: world(vpc(), app({ mapsPublicIpOnLaunch: true })) },
    'a subnet that another account shares, which alone can change it': { world: world(vpc(), sharedSubnet('app', 'a'), web) },
  },
});
