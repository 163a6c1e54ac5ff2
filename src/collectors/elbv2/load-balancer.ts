import { DescribeLoadBalancerAttributesCommand, DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineCollector, required } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { tagMap } from '../kit/values.ts';
import { tagsDetail } from '../kit/elbv2/tags.ts';

export default defineCollector({
  kind: 'elbv2.load-balancer',
  list: {
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    fetch: ({ elbv2 }, _input: undefined, token) => elbv2.send(new DescribeLoadBalancersCommand({ PageSize: 400, Marker: token })),
    items: (page) => page.LoadBalancers,
    next: (page) => page.NextMarker,
  },
  id: (balancer) => required(balancer.LoadBalancerArn, 'LoadBalancerArn'),
  name: (balancer) => required(balancer.LoadBalancerName, 'LoadBalancerName'),
  facts: {
    loadBalancerType: (balancer) => required(balancer.Type, 'Type'),
    scheme: (balancer) => balancer.Scheme ?? null,
    state: (balancer) => required(balancer.State?.Code, 'State.Code'),
    dnsName: (balancer) => balancer.DNSName ?? null,
    ipAddressType: (balancer) => balancer.IpAddressType ?? null,
    zones: (balancer) =>
      (balancer.AvailabilityZones ?? []).map((zone) => ({
        zoneName: required(zone.ZoneName, 'ZoneName'),
        subnetId: zone.SubnetId ?? null,
        outpostId: zone.OutpostId ?? null,
      })),
  },
  relations: {
    vpc: (balancer) => balancer.VpcId ?? null,
    subnets: (balancer) => (balancer.AvailabilityZones ?? []).flatMap((zone) => zone.SubnetId ?? []),
    securityGroups: (balancer) => balancer.SecurityGroups ?? [],
  },
  details: [
    {
      action: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
      facts: ['attributes'],
      batch: 1,
      fetch: oneByOne(async ({ elbv2 }, { key }) => {
        const page = await elbv2.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: key }));
        return { attributes: tagMap(page.Attributes) };
      }),
    },
    tagsDetail,
  ],
});
