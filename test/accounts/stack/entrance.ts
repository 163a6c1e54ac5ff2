import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { balancer, balancerArn, targetGroup, targetGroupArn } from '../../kit/security-world.ts';
import { node, type zoneIds } from '../../kit/world.ts';
import type { StackOptions } from './options.ts';

const certificate = 'arn:aws:acm:eu-west-1:111111111111:certificate/1';
const listenerArn = (port: number) => `arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/web/1/${String(port)}`;
const tags = { Environment: 'production', Name: 'web' };

/** Load balancer with HTTPS, a redirect for HTTP, and its target group. */
export function entrance({ letters, ipv6, compute }: StackOptions): readonly NodeRecord[] {
  const forward = {
    actionType: 'forward',
    order: null,
    targetGroups: [{ arn: targetGroupArn, weight: null }],
    redirect: null,
  };
  const redirect = {
    actionType: 'redirect',
    order: null,
    targetGroups: [],
    redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
  };
  return [
    balancer({
      ipAddressType: ipv6 ? 'dualstack' : 'ipv4',
      zones: letters.map((letter) => ({ zoneName: `eu-west-1${letter}`, subnetId: `subnet-public-${letter}`, outpostId: null })),
      subnets: letters.map((letter) => `subnet-public-${letter}`),
      tags,
    }),
    node('elbv2.listener', listenerArn(443), { certificateArns: [certificate], defaultActions: [forward], loadBalancer: balancerArn }),
    node('elbv2.listener', listenerArn(80), {
      port: 80,
      protocol: 'HTTP',
      sslPolicy: null,
      defaultActions: [redirect],
      loadBalancer: balancerArn,
      targetGroups: [],
    }),
    node('elbv2.listener-rule', `${listenerArn(443).replace(':listener/', ':listener-rule/')}/1`, {
      listener: listenerArn(443),
      actions: [forward],
      targetGroups: [targetGroupArn],
    }),
    node('elbv2.listener-rule', `${listenerArn(80).replace(':listener/', ':listener-rule/')}/1`, {
      listener: listenerArn(80),
      actions: [redirect],
    }),
    node('acm.certificate', certificate),
    targetGroup({
      targetType: compute === 'fargate' ? 'ip' : 'instance',
      attributes: { 'deregistration_delay.timeout_seconds': '30', 'stickiness.enabled': 'false' },
      tags,
    }),
    ...letters.map((letter) => publicInterface(letter)),
  ];
}

/** The load balancer's own interface, as EC2 lists it. */
function publicInterface(letter: keyof typeof zoneIds): NodeRecord {
  return node('ec2.network-interface', `eni-alb-${letter}`, {
    zoneName: `eu-west-1${letter}`,
    subnet: `subnet-public-${letter}`,
    interfaceType: 'interface',
    description: 'ELB app/web/1',
    requesterId: 'amazon-elb',
    isRequesterManaged: true,
    instanceOwnerId: 'amazon-elb',
    publicIp: '203.0.113.9',
    securityGroups: ['sg-alb'],
  });
}
