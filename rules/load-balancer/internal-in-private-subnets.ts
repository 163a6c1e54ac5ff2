import { defineRule, ifKnown, offenders } from '#rule-kit';

export default defineRule({
  id: 'load-balancer.internal-in-private-subnets',
  title: 'Internal load balancers stand in subnets without a route to the internet gateway',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['alb-scheme-subnets'],
  references: ['wa:SEC05-BP01'],
  why: 'In a public subnet one public address, given by mistake, is all that keeps the inner tiers from the internet.',
  subject: 'elbv2.load-balancer',
  reads: ['ec2.subnet'],
  topology: ['routing'],
  appliesTo: ({ loadBalancerType, scheme }) => loadBalancerType !== 'gateway' && scheme === 'internal',
  check(balancer, { find, topology, pass, fail, seeDerived }) {
    const subnetIds = balancer.keysOf('subnets');
    const open = offenders(subnetIds, (subnetId) => {
      const subnet = find('ec2.subnet', subnetId);
      return subnet !== null && topology.routing.isPublic(subnet);
    });
    const expected = 'no default route to an internet gateway';
    if (open === null) return pass(seeDerived(balancer, 'subnets', subnetIds, expected, 'none of their tables has one'));
    const found = open.flatMap((subnetId) => ifKnown(() => find('ec2.subnet', subnetId)) ?? []);
    const reasons = found.map(
      (subnet) => `${ifKnown(() => topology.routing.tableOf(subnet).table.key) ?? 'the table'} of ${subnet.key} has one`,
    );
    return fail(seeDerived(balancer, 'subnets', open, expected, reasons.join('; ')), `Stands in public subnets: ${open.join(', ')}`, found);
  },
  fix: ({ key, region }, { sh }) => ({
    cli: `${sh`aws elbv2 set-subnets --load-balancer-arn ${key} --region ${region}`} --subnets <a private subnet in each zone>`,
    terraform: 'subnets = [one private subnet per zone]',
    cloudformation: 'Subnets: [one private subnet per zone]',
    effect: 'The nodes get new addresses, which clients learn from DNS within its 60 s.',
  }),
});
