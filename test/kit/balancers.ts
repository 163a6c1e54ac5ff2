import listener from '../../src/collectors/elbv2/listener.ts';
import loadBalancer from '../../src/collectors/elbv2/load-balancer.ts';
import type { AnyCollector } from '../../src/collectors/kit/define.ts';
import type { AwsEndpoint } from './aws-endpoint.ts';

export const arnOf = (name: string) => `arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/${name}/1`;
export const balancers = (...names: readonly string[]) => ({
  LoadBalancers: names.map((name) => ({
    LoadBalancerArn: arnOf(name),
    LoadBalancerName: name,
    Type: 'application',
    State: { Code: 'active' },
  })),
});

/** Load balancers a and b, each with one listener, all attributes and tags. */
export function scriptBalancers(endpoint: AwsEndpoint): AwsEndpoint {
  return endpoint
    .on('elasticloadbalancing:DescribeLoadBalancers', balancers('a', 'b'))
    .on('elasticloadbalancing:DescribeLoadBalancerAttributes', { Attributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] })
    .on('elasticloadbalancing:DescribeTags', ({ parameters }) => {
      const arns = Object.entries(parameters).flatMap(([name, value]) => (name.startsWith('ResourceArns.member.') ? String(value) : []));
      return { TagDescriptions: arns.map((ResourceArn) => ({ ResourceArn, Tags: [{ Key: 'Env', Value: 'prod' }] })) };
    })
    .on('elasticloadbalancing:DescribeListeners', ({ parameters }) => {
      const LoadBalancerArn = String(parameters['LoadBalancerArn']);
      return {
        Listeners: [{ ListenerArn: LoadBalancerArn.replace('loadbalancer', 'listener'), LoadBalancerArn, Port: 80, Protocol: 'HTTP' }],
      };
    });
}
export const balancing: readonly AnyCollector[] = [listener, loadBalancer];
