import rule from '../../../rules/security-groups/cloudfront-only.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { albGroup, balancer, group, rule as ingress, stack } from '../../kit/security-world.ts';
import { denied, node, worldWithGaps } from '../../kit/world.ts';

const list = (key: string, prefixListName: string) =>
  node('ec2.managed-prefix-list', key, { ownerId: 'AWS', prefixListName, cidrBlocks: null });
const cloudFront = list('pl-1', 'com.amazonaws.global.cloudfront.origin-facing');
const overIpv6 = list('pl-6', 'com.amazonaws.global.ipv6.cloudfront.origin-facing');
const fromCloudFront = ingress('pl-1', 443);
const open = ingress('0.0.0.0/0', 443);
const evidence = ['securityGroups'];

ruleCases(rule, {
  pass: {
    'CloudFront alone': { world: stack(albGroup([fromCloudFront]), balancer(), cloudFront), evidence },
    'CloudFront over both families': {
      world: stack(albGroup([fromCloudFront, ingress('pl-6', 443)]), balancer(), cloudFront, overIpv6),
      evidence,
    },
    'CloudFront and one office': {
      world: stack(albGroup([fromCloudFront, ingress('203.0.113.7/32', 443)]), balancer(), cloudFront),
      evidence,
    },
    'CloudFront and a group inside': {
      world: stack(albGroup([fromCloudFront, ingress('sg-canary', 443)]), balancer(), cloudFront),
      evidence,
    },
    'a second group that opens nothing': {
      world: stack(albGroup([fromCloudFront]), group('sg-2', []), balancer({ securityGroups: ['sg-alb', 'sg-2'] }), cloudFront),
      evidence,
    },
  },
  fail: {
    'CloudFront and everybody else': {
      world: stack(albGroup([fromCloudFront, open]), balancer(), cloudFront),
      evidence: ['sg-alb.ingress'],
      related: ['sg-alb'],
    },
    'everybody over IPv6': {
      world: stack(albGroup([fromCloudFront, ingress('::/0', 443)]), balancer(), cloudFront),
      evidence: ['sg-alb.ingress'],
    },
    'everybody on port 80': {
      world: stack(albGroup([fromCloudFront, ingress('0.0.0.0/0', 80)]), balancer(), cloudFront),
      evidence: ['sg-alb.ingress'],
    },
    'everybody through a second group': {
      world: stack(albGroup([fromCloudFront]), group('sg-2', [open]), balancer({ securityGroups: ['sg-alb', 'sg-2'] }), cloudFront),
      evidence: ['sg-2.ingress'],
      related: ['sg-2'],
    },
    'a Network Load Balancer': {
      world: stack(albGroup([fromCloudFront, open]), balancer({ loadBalancerType: 'network' }), cloudFront),
      evidence: ['sg-alb.ingress'],
    },
  },
  unknown: {
    'lists are not readable': {
      world: worldWithGaps(
        { 'ec2.managed-prefix-list': denied('ec2:DescribeManagedPrefixLists') },
        albGroup([fromCloudFront, open]),
        balancer(),
      ),
      gaps: ['denied ec2:DescribeManagedPrefixLists'],
    },
    'groups are not readable': {
      world: worldWithGaps({ 'ec2.security-group': denied('ec2:DescribeSecurityGroups') }, balancer()),
      gaps: ['denied ec2:DescribeSecurityGroups'],
    },
    'the rules of a second group are not readable': {
      world: stack(
        albGroup([fromCloudFront]),
        group('sg-2', [], { ingress: denied('ec2:DescribeSecurityGroups') }),
        balancer({ securityGroups: ['sg-alb', 'sg-2'] }),
        cloudFront,
      ),
      gaps: ['denied ec2:DescribeSecurityGroups'],
    },
  },
  notApplicable: {
    'no CloudFront': { world: stack(albGroup(), balancer()) },
    'another list of AWS': { world: stack(albGroup([fromCloudFront, open]), balancer(), list('pl-1', 'com.amazonaws.eu-west-1.s3')) },
    'a list of the customer with the same name': {
      world: stack(
        albGroup([fromCloudFront, open]),
        balancer(),
        node('ec2.managed-prefix-list', 'pl-1', { prefixListName: 'my.cloudfront.origin-facing', cidrBlocks: ['203.0.113.0/24'] }),
      ),
    },
    'an internal load balancer, which CloudFront reaches through a VPC origin': {
      world: stack(albGroup([fromCloudFront, open]), balancer({ scheme: 'internal' }), cloudFront),
    },
    'no groups': { world: stack(balancer({ securityGroups: [] })) },
  },
});
