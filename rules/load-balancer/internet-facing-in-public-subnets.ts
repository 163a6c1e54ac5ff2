import { defineRule, ifKnown, offenders, some } from '#rule-kit';
import { addressFamiliesOf, isOpenToInternet, type Judging, subnetIdsOf } from '../_lib/internet-entry.ts';

type Balancer = Parameters<typeof addressFamiliesOf>[0];

function cutOff(balancer: Balancer, context: Judging) {
  return offenders(subnetIdsOf(balancer), (subnetId) => {
    const subnet = context.find('ec2.subnet', subnetId);
    // Whether the subnets stand at all is another question.
    if (subnet === null) return false;
    return some(addressFamiliesOf(balancer), (family) => !isOpenToInternet(subnet, family, context));
  });
}

export default defineRule({
  id: 'load-balancer.internet-facing-in-public-subnets',
  title: 'Every subnet of an internet-facing load balancer has a route to the internet',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['alb-scheme-subnets'],
  references: ['wa:REL02-BP01', 'wa:REL10-BP01'],
  why: 'Each zone has a node with a public address in DNS. Where its subnet has no way to the internet, a part of the clients runs into a timeout.',
  subject: 'elbv2.load-balancer',
  reads: ['ec2.route-table', 'ec2.subnet'],
  topology: ['routing'],
  appliesTo: ({ loadBalancerType, scheme }) => loadBalancerType !== 'gateway' && scheme === 'internet-facing',
  check(balancer, context) {
    const { find, topology, seeDerived, pass, fail } = context;
    const cut = cutOff(balancer, context);
    const families = addressFamiliesOf(balancer).join(' and ');
    const expected = `a route to an internet gateway for ${families} in each`;
    if (cut === null) return pass(seeDerived(balancer, 'subnets', subnetIdsOf(balancer), expected, `each has one for ${families}`));
    const found = cut.map((subnetId) => ({ subnetId, subnet: ifKnown(() => find('ec2.subnet', subnetId)) ?? null }));
    const reasons = found.map(({ subnetId, subnet }) => {
      const table = subnet === null ? undefined : ifKnown(() => topology.routing.tableOf(subnet).table.key);
      return `${table ?? 'the route table'} of ${subnetId} has none for ${families}`;
    });
    return fail(
      seeDerived(balancer, 'subnets', cut, expected, reasons.join('; ')),
      `Clients that get the address of the node in ${cut.join(' or ')} wait in vain`,
      found.flatMap(({ subnet }) => subnet ?? []),
    );
  },
  fix: ({ key, region }, { sh }) => ({
    cli: `${sh`aws elbv2 set-subnets --load-balancer-arn ${key} --region ${region}`} --subnets <a public subnet in each zone>`,
    terraform: 'subnets = [one public subnet per zone]',
    cloudformation: 'Subnets: [one public subnet per zone]',
    effect: 'The nodes move to the public subnets within minutes; those that clients could reach before stay where they are.',
  }),
});
