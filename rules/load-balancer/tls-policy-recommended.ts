import { defineRule } from '#rule-kit';
import { listenerName } from '../_lib/listener-name.ts';
import { decrypts, hasModernCiphersOnly, oldestProtocolOf, recommendedPolicy } from '../_lib/tls-policy.ts';

export default defineRule({
  id: 'load-balancer.tls-policy-recommended',
  title: 'Listeners offer modern ciphers alone',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['alb-tls-policy'],
  references: ['wa:SEC09-BP02', 'config:ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK', 'securityhub:ELB.17'],
  why: 'TLS 1.2 still has ciphers in CBC mode, whose mistakes come back every few years; AWS recommends policies without them.',
  subject: 'elbv2.listener',
  reads: [],
  subsumedBy: ['load-balancer.tls-policy'],
  appliesTo: decrypts,
  check(listener, { pass, fail, unknown, seeDerived }) {
    const { sslPolicy } = listener;
    if (sslPolicy === null || oldestProtocolOf(sslPolicy) === null)
      return unknown('unsupported', `what ${sslPolicy ?? 'a listener without a policy'} offers is not known`);
    const seen = seeDerived(
      listener,
      'sslPolicy',
      sslPolicy,
      'TLS 1.3 alone, or with the restricted TLS 1.2',
      'told by the name of the policy',
    );
    return hasModernCiphersOnly(sslPolicy) ? pass(seen) : fail(seen, `${listenerName(listener)} offers more ciphers than AWS recommends`);
  },
  fix: ({ key, region }, { sh }) => ({
    cli: sh`aws elbv2 modify-listener --listener-arn ${key} --ssl-policy ${recommendedPolicy} --region ${region}`,
    terraform: `ssl_policy = "${recommendedPolicy}"`,
    cloudformation: `SslPolicy: ${recommendedPolicy}`,
    effect: 'Immediate for new connections. Clients older than about 2014, which know no GCM ciphers, cannot connect any more.',
  }),
});
