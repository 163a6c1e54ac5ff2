import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing';
import { defineCollector, required } from '../kit/define.ts';
import { textOrNull } from '../kit/values.ts';

/** Load balancers of the API of 2012, which share the names of their actions with those of 2015. */
export default defineCollector({
  kind: 'elb.load-balancer',
  list: {
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    fetch: ({ elb }, _input: undefined, token) => elb.send(new DescribeLoadBalancersCommand({ PageSize: 400, Marker: token })),
    items: (page) => page.LoadBalancerDescriptions,
    next: (page) => page.NextMarker,
  },
  id: (balancer, scope) => scope.arn('elasticloadbalancing', `loadbalancer/${required(balancer.LoadBalancerName, 'LoadBalancerName')}`),
  key: (balancer) => required(balancer.LoadBalancerName, 'LoadBalancerName'),
  name: (balancer) => required(balancer.LoadBalancerName, 'LoadBalancerName'),
  facts: {
    scheme: (balancer) => textOrNull(balancer.Scheme),
    dnsName: (balancer) => textOrNull(balancer.DNSName),
    zoneNames: (balancer) => balancer.AvailabilityZones ?? [],
    listeners: (balancer) =>
      (balancer.ListenerDescriptions ?? []).map(({ Listener }) => ({
        protocol: required(Listener?.Protocol, 'Protocol').toUpperCase(),
        port: required(Listener?.LoadBalancerPort, 'LoadBalancerPort'),
        certificateArn: textOrNull(Listener?.SSLCertificateId),
      })),
    instanceIds: (balancer) => (balancer.Instances ?? []).map(({ InstanceId }) => required(InstanceId, 'InstanceId')),
  },
  relations: {
    vpc: (balancer) => textOrNull(balancer.VPCId),
    subnets: (balancer) => balancer.Subnets ?? [],
    securityGroups: (balancer) => balancer.SecurityGroups ?? [],
  },
});
