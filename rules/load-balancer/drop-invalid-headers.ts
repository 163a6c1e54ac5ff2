import { defineRule } from '#rule-kit';
import { attributeFix, attributeOf, seeAttribute } from '../_lib/balancer-attribute.ts';

const attribute = 'routing.http.drop_invalid_header_fields.enabled';

export default defineRule({
  id: 'load-balancer.drop-invalid-headers',
  title: 'Application Load Balancers drop header fields that are not valid',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['alb-drop-invalid-headers'],
  references: ['wa:SEC05-BP02', 'config:ALB_HTTP_DROP_INVALID_HEADER_ENABLED', 'securityhub:ELB.4'],
  why: 'Header fields that load balancer and application read differently let one client smuggle a request into the connection of another.',
  subject: 'elbv2.load-balancer',
  reads: [],
  appliesTo: ({ loadBalancerType }) => loadBalancerType === 'application',
  check(balancer, context) {
    const drops = attributeOf(balancer, attribute) === 'true';
    const seen = seeAttribute(balancer, attribute, 'true');
    return drops ? context.pass(seen) : context.fail(seen, 'Header fields with characters that are not allowed reach the targets');
  },
  fix: (balancer, { sh }) => ({
    ...attributeFix(balancer, attribute, 'true', 'drop_invalid_header_fields = true', sh),
    effect: 'Immediate. Clients that send header names with characters other than letters, digits and hyphens lose those fields.',
  }),
});
