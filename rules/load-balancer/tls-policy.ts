import { defineRule } from '#rule-kit';
import { listenerName } from '../_lib/listener-name.ts';
import { decrypts, oldestProtocolOf, recommendedPolicy } from '../_lib/tls-policy.ts';

export default defineRule({
  id: 'load-balancer.tls-policy',
  title: 'Listeners accept nothing older than TLS 1.2',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['alb-tls-policy'],
  references: ['wa:SEC09-BP02', 'config:ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK', 'securityhub:ELB.17'],
  why: 'TLS 1.0 and 1.1 are withdrawn (RFC 8996): whoever sits on the way can make client and load balancer agree on ciphers that are broken.',
  subject: 'elbv2.listener',
  reads: [],
  appliesTo: decrypts,
  check(listener, { pass, fail, unknown, seeDerived }) {
    const { sslPolicy } = listener;
    const protocol = sslPolicy === null ? null : oldestProtocolOf(sslPolicy);
    if (protocol === null) return unknown('unsupported', `what ${sslPolicy ?? 'a listener without a policy'} accepts is not known`);
    const seen = seeDerived(listener, 'sslPolicy', sslPolicy, 'TLS 1.2 or newer', `the oldest protocol of the policy is ${protocol}`);
    return ['TLS 1.2', 'TLS 1.3'].includes(protocol) ? pass(seen) : fail(seen, `${listenerName(listener)} accepts ${protocol}`);
  },
  fix: ({ key, region }, { sh }) => ({
    cli: sh`aws elbv2 modify-listener --listener-arn ${key} --ssl-policy ${recommendedPolicy} --region ${region}`,
    terraform: `ssl_policy = "${recommendedPolicy}"`,
    cloudformation: `SslPolicy: ${recommendedPolicy}`,
    effect:
      'Immediate for new connections. Clients that know nothing newer than TLS 1.1 cannot connect any more: look for them in the access logs.',
  }),
});
