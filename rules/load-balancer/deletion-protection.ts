import { defineRule } from '#rule-kit';
import { attributeFix, attributeOf, seeAttribute } from '../_lib/balancer-attribute.ts';

const attribute = 'deletion_protection.enabled';

export default defineRule({
  id: 'load-balancer.deletion-protection',
  title: 'Load balancers are protected from deletion',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['alb-deletion-protection'],
  references: ['config:ELB_DELETION_PROTECTION_ENABLED', 'securityhub:ELB.6'],
  why: 'One wrong call or one stack torn down takes the only way in with it; the name in DNS is lost and does not come back.',
  subject: 'elbv2.load-balancer',
  reads: [],
  check(balancer, context) {
    const isProtected = attributeOf(balancer, attribute) === 'true';
    const seen = seeAttribute(balancer, attribute, 'true');
    return isProtected ? context.pass(seen) : context.fail(seen, 'A single call deletes the load balancer');
  },
  fix: (balancer, { sh }) => ({
    ...attributeFix(balancer, attribute, 'true', 'enable_deletion_protection = true', sh),
    effect: 'Immediate, without interruption. Whoever means to delete the load balancer has to switch the protection off first.',
  }),
});
