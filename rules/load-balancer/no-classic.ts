import { anyOf, defineRule, ifKnown, offenders, some } from '#rule-kit';

export default defineRule({
  id: 'load-balancer.no-classic',
  title: 'HTTP is balanced by Application Load Balancers, not by classic ones',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['alb-is-alb'],
  references: ['wa:REL11-BP02'],
  why: 'Classic load balancers know no target groups: no slow start, no weighted or blue/green deployment, no web firewall, no zonal shift.',
  subject: 'elb.load-balancer',
  reads: ['autoscaling.group'],
  // Without instances, and without a group that will bring some, nobody uses it.
  appliesTo: (balancer, { all }) =>
    anyOf(
      () => balancer.instanceIds.length > 0,
      () => some(all('autoscaling.group'), ({ classicLoadBalancerNames }) => classicLoadBalancerNames.includes(balancer.key)),
    ),
  check(balancer, { pass, fail, seeDerived }) {
    const inWords = balancer.listeners.map(({ protocol, port }) => `${protocol} ${port}`);
    const web = offenders(balancer.listeners, ({ protocol }) => ['HTTP', 'HTTPS'].includes(protocol));
    const seen = seeDerived(balancer, 'listeners', inWords, 'TCP or SSL alone', 'protocol and port of each listener');
    if (web === null) return pass(seen);
    return fail(seen, `A classic load balancer takes ${web.map(({ protocol, port }) => `${protocol} ${port}`).join(' and ')}`);
  },
  fix(balancer, { sh }) {
    const keys = ifKnown(() => balancer.keysOf('subnets')) ?? [];
    const subnets = keys.length === 0 ? '<subnet in each zone>' : keys.map((key) => sh`${key}`).join(' ');
    const name = `${balancer.key.slice(0, 28)}-alb`;
    const scheme = ifKnown(() => balancer.scheme) ?? 'internet-facing';
    return {
      cli: `${sh`aws elbv2 create-load-balancer --name ${name} --type application --scheme ${scheme} --region ${balancer.region}`} --subnets ${subnets}`,
      terraform: 'aws_lb with load_balancer_type = "application" instead of aws_elb',
      cloudformation: 'AWS::ElasticLoadBalancingV2::LoadBalancer instead of AWS::ElasticLoadBalancing::LoadBalancer',
      effect:
        'Give the new one a target group and listeners, attach the Auto Scaling group to both, move the DNS record, then delete the classic one.',
    };
  },
});
