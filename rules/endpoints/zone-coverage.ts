import { type Context, defineRule, ifKnown, offenders, some, type View } from '#rule-kit';
import { isInService, serviceOf } from '../_lib/endpoints.ts';

type Reads = 'ec2.subnet' | 'ec2.vpc';
type Endpoint = View<'ec2.vpc-endpoint', Reads | 'ec2.vpc-endpoint'>;
type Judging = Pick<Context<'ec2.vpc-endpoint', Reads, 'subnetTiers' | 'zones', never>, 'find' | 'topology'>;

function standsIn(zone: string, endpoint: Endpoint, { find, topology: { zones } }: Judging): boolean {
  return some(endpoint.keysOf('subnets'), (key) => {
    const subnet = find('ec2.subnet', key);
    return subnet !== null && zones.ofSubnet(subnet) === zone;
  });
}

/** Subnets of the app tier in zones in which the endpoint does not stand. */
function left(endpoint: Endpoint, judging: Judging) {
  const { subnetTiers, zones } = judging.topology;
  return offenders(subnetTiers.subnetsOf('app', endpoint.vpc), (subnet) => {
    const zone = zones.servedBy(subnet);
    return zone !== null && !standsIn(zone, endpoint, judging);
  });
}

export default defineRule({
  id: 'endpoints.zone-coverage',
  title: 'Interface endpoints stand in every zone of the app tier',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['vpce-az-coverage'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP05'],
  why: 'The name of the service leads to the endpoint alone: when the zones it stands in are lost, servers in all others lose the service too, NAT gateway or not.',
  subject: 'ec2.vpc-endpoint',
  reads: ['ec2.subnet', 'ec2.vpc'],
  topology: ['subnetTiers', 'zones'],
  // Services of others need not be offered in every zone; what an AWS service made for itself is its own affair.
  appliesTo: (endpoint, { topology: { subnetTiers } }) =>
    endpoint.endpointType === 'Interface' &&
    endpoint.isRequesterManaged !== true &&
    serviceOf(endpoint) !== null &&
    isInService(endpoint) &&
    some(subnetTiers.subnetsOf('app', endpoint.vpc), () => true),
  check(endpoint, context) {
    const { fail, find, pass, see, seeDerived, topology } = context;
    if (endpoint.state.toLowerCase() === 'partial') return fail(see(endpoint, 'state', 'available'), 'Works in some of its zones only');
    const bare = left(endpoint, context);
    const places = endpoint.keysOf('subnets').map((key) => ({ key, subnet: ifKnown(() => find('ec2.subnet', key)) ?? null }));
    const zoned = places.map(({ key, subnet }) => ({
      key,
      zone: subnet === null ? null : (ifKnown(() => topology.zones.ofSubnet(subnet)) ?? null),
    }));
    const zones = [...new Set(zoned.flatMap(({ zone }) => zone ?? []))].sort();
    const inWords = zoned
      .map(({ key, zone }) => `${key} is in ${zone ?? 'no zone that is known'}`)
      .sort()
      .join('; ');
    if (bare === null) return pass(seeDerived(endpoint, 'zones', zones, null, `${inWords}: every zone of the app tier`));
    const missing = [...new Set(bare.map((subnet) => topology.zones.ofSubnet(subnet) ?? ''))].sort();
    return fail(
      seeDerived(endpoint, 'zones', zones, [...new Set([...zones, ...missing])].sort(), inWords || 'it stands in no subnet'),
      `${serviceOf(endpoint) ?? 'The service'} is not reached in ${missing.join(' and ')} when ${zones.join(' and ') || 'its zone'} ${zones.length > 1 ? 'are' : 'is'} lost`,
      bare,
    );
  },
  fix(endpoint, context) {
    const subnets = new Map(
      (ifKnown(() => left(endpoint, context)) ?? []).map((subnet) => [context.topology.zones.ofSubnet(subnet), subnet.key]),
    );
    const modify = context.sh`aws ec2 modify-vpc-endpoint --region ${endpoint.region} --vpc-endpoint-id ${endpoint.key}`;
    if (subnets.size === 0) return {};
    return {
      cli: `${modify} --add-subnet-ids ${[...subnets.values()].map((key) => context.sh`${key}`).join(' ')}`,
      terraform: 'aws_vpc_endpoint.subnet_ids with one subnet per zone',
      cloudformation: 'AWS::EC2::VPCEndpoint SubnetIds with one subnet per zone',
      effect:
        'None for what runs. Each zone of an interface endpoint has an hourly price; traffic that no longer crosses zones gets cheaper.',
    };
  },
});
