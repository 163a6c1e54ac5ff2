import rule from '../../../rules/launch-template/security-groups.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { deleting, managed } from '../../kit/group-world.ts';
import { arm, at, configured, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

type Version = Override<'ec2.launch-template-version'>;

const group = launching('7');
const app = node('ec2.security-group', 'sg-app', { groupName: 'app' });
const standard = node('ec2.security-group', 'sg-default', { groupName: 'default' });
const alb = node('elbv2.load-balancer', 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1');
const db = node('rds.instance', 'orders');
const naming = (...securityGroups: readonly string[]) => version(7, { securityGroups });
const eni: Facts<'ec2.launch-template-version'>['networkInterfaces'][number] = {
  deviceIndex: 0,
  associatesPublicIp: null,
  subnetId: null,
  networkInterfaceId: 'eni-1',
  securityGroupIds: [],
};
const bare = (more: Version) => version(7, { securityGroups: [], ...more });
const evidence = ['securityGroups'];
const groupsDenied = { 'ec2.security-group': denied('ec2:DescribeSecurityGroups') };
const databasesDenied = { 'rds.instance': denied('rds:DescribeDBInstances') };

ruleCases(rule, {
  pass: {
    'a group of the application': { world: world(group, version(7), app, alb, db), evidence },
    'several groups of the application': { world: world(group, naming('sg-app', 'sg-monitoring'), app, alb, db), evidence },
    'a group found by its name': { world: world(group, bare({ securityGroupNames: ['web'] }), app), evidence },
    'a launch configuration': { world: world(configured(), node('autoscaling.launch-configuration', 'web-2019'), app), evidence },
    'a group that another account shares': { world: world(group, naming('sg-shared'), app), evidence },
    'the latest version is wrong and is not the one in use': {
      world: world(group, template({ latestVersion: 9 }), version(7), version(9, { securityGroups: ['sg-alb'] }), app, alb),
      evidence,
    },
  },
  fail: {
    'no group at all': { world: world(group, bare({}), app), evidence, related: [] },
    'the default group by name': { world: world(group, bare({ securityGroupNames: ['default'] }), app), evidence },
    'the default group of the VPC': { world: world(group, naming('sg-default'), standard), evidence, related: ['sg-default'] },
    'the default group next to the right one': {
      world: world(group, naming('sg-app', 'sg-default'), app, standard),
      evidence,
      related: ['sg-default'],
    },
    'the group of the load balancer': {
      world: world(group, naming('sg-alb'), node('ec2.security-group', 'sg-alb', { groupName: 'alb' }), alb),
      evidence,
      related: ['sg-alb'],
    },
    'the group of the databases': { world: world(group, naming('sg-app', 'sg-data'), app, db), evidence, related: [] },
    'an override in another group': {
      world: world(
        mixing(at('7'), override({ launchTemplate: at('2', arm) })),
        version(7),
        version(2, { securityGroups: ['sg-default'] }, arm),
        app,
        standard,
      ),
      evidence,
    },
    'the group of the load balancer, and the databases may not be read': {
      world: worldWithGaps(databasesDenied, group, naming('sg-alb'), alb),
      evidence,
    },
    'a launch configuration without groups': {
      world: world(configured(), node('autoscaling.launch-configuration', 'web-2019', { securityGroups: [] })),
      evidence,
    },
  },
  unknown: {
    'databases may not be read': {
      world: worldWithGaps(databasesDenied, group, version(7), app),
      gaps: ['denied rds:DescribeDBInstances'],
    },
    'groups may not be read': { world: worldWithGaps(groupsDenied, group, version(7)), gaps: ['denied ec2:DescribeSecurityGroups'] },
    'an interface that exists brings its own groups': {
      world: world(group, bare({ networkInterfaces: [eni] }), app),
      gaps: ['no-evidence'],
    },
    'the version was deleted': { world: world(group, template()), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(launching('7', deleting), bare({})) },
    'a group that a service manages': { world: world(launching('7', managed), bare({})) },
  },
});
