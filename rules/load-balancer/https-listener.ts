import { defineRule, ifKnown, Known, some, Type } from '#rule-kit';

export default defineRule({
  id: 'load-balancer.https-listener',
  title: 'Internet-facing Application Load Balancers listen for HTTPS',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['alb-https-listener'],
  references: ['wa:SEC09-BP02', 'config:ELBV2_LISTENER_ENCRYPTION_IN_TRANSIT', 'securityhub:ELB.18'],
  why: 'Without HTTPS everything between client and load balancer can be read and changed on the way, sessions and passwords included.',
  params: Type.Object(
    {
      ports: Type.Array(Type.Integer({ minimum: 1, maximum: 65_535 }), {
        minItems: 1,
        default: [443],
        description: 'Ports of which one must have an HTTPS listener; clients that are told no port use 443.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.load-balancer',
  reads: ['elbv2.listener'],
  // Without a listener nobody uses it.
  appliesTo: (balancer, { referring }) =>
    balancer.loadBalancerType === 'application' &&
    balancer.scheme === 'internet-facing' &&
    some(referring('elbv2.listener', 'loadBalancer', balancer), () => true),
  check(balancer, { params, referring, pass, fail, seeDerived }) {
    const listeners = () => referring('elbv2.listener', 'loadBalancer', balancer);
    const isEncrypted = some(listeners(), ({ protocol, port }) => protocol === 'HTTPS' && port !== null && params.ports.includes(port));
    const known = Known.from(listeners).items.flatMap((each) => ifKnown(() => `${each.protocol} ${each.port}`) ?? []);
    const seen = seeDerived(
      balancer,
      'listeners',
      known.sort(),
      `HTTPS ${params.ports.join(' or ')}`,
      'protocol and port of each listener',
    );
    return isEncrypted ? pass(seen) : fail(seen, `Takes requests as ${known.join(', ')} only`);
  },
  fix: ({ key, region }, { params, sh }) => ({
    cli: `${sh`aws elbv2 create-listener --load-balancer-arn ${key} --protocol HTTPS --port ${params.ports[0] ?? 443} --ssl-policy ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09 --region ${region}`} --certificates CertificateArn=<certificate> --default-actions Type=forward,TargetGroupArn=<target group>`,
    terraform: 'aws_lb_listener { protocol = "HTTPS", port = 443, certificate_arn = aws_acm_certificate.<name>.arn }',
    cloudformation: 'AWS::ElasticLoadBalancingV2::Listener with Protocol: HTTPS, Port: 443 and Certificates',
    effect: 'Without interruption. Open the port in the security group of the load balancer, then turn the HTTP listener into a redirect.',
  }),
});
