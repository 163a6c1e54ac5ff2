import { atLeastDistinct, defineRule, every, ifKnown } from '#rule-kit';
import { spanOf, spanParams, zoneServedBy } from '../_lib/zone-span.ts';

export default defineRule({
  id: 'load-balancer.multi-az',
  title: 'Load balancers are enabled in at least two zones',
  severity: 'high',
  invariants: ['alb-multi-az'],
  references: ['wa:REL10-BP01', 'config:ELBV2_MULTIPLE_AZ', 'securityhub:ELB.13'],
  why: 'A load balancer in one zone takes the whole service down with that zone, however many targets stand elsewhere.',
  params: spanParams,
  thresholds: { strict: { minZones: 3 } },
  subject: 'elbv2.load-balancer',
  reads: ['ec2.subnet'],
  topology: ['zones'],
  // On an Outpost or in a Local Zone there is no second zone to choose.
  appliesTo: (balancer, { topology }) =>
    balancer.zones.length === 0 ||
    !every(balancer.zones, ({ outpostId, zoneName }) => outpostId !== null || topology.zones.idOf(zoneName, balancer) === null),
  check(balancer, context) {
    const { params, topology, pass, fail } = context;
    const zoneOf = ({ zoneName, subnetId, outpostId }: (typeof balancer.zones)[number]) => {
      if (outpostId !== null) return null;
      return subnetId === null ? topology.zones.idOf(zoneName, balancer) : zoneServedBy(subnetId, context);
    };
    const isSpread = atLeastDistinct(params.minZones, balancer.zones, zoneOf);
    const places = balancer.zones.map((place) => ({
      name: `${place.subnetId ?? 'its node'} in ${place.zoneName}`,
      zone: ifKnown(() => zoneOf(place)),
    }));
    const { evidence, inWords } = spanOf(balancer, 'zones', params.minZones, places, context);
    return isSpread ? pass(evidence) : fail(evidence, `Takes requests in ${inWords}`);
  },
  fix(balancer, { sh }) {
    const subnets = balancer.keysOf('subnets').map((key) => sh`${key}`);
    return {
      cli:
        sh`aws elbv2 set-subnets --load-balancer-arn ${balancer.key} --region ${balancer.region} --subnets ` +
        [...subnets, '<subnet in another zone>'].join(' '),
      terraform: 'subnets = [one per zone]',
      cloudformation: 'Subnets: [one per zone]',
      effect:
        'The load balancer gets a node in the new zone within minutes, without interruption; traffic between zones of a Network Load Balancer costs.',
    };
  },
});
