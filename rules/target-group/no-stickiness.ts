import { defineRule, undecidable } from '#rule-kit';
import { attributeFix, attributeOf, seeAttribute } from '../_lib/group-attribute.ts';
import { isServing } from '../_lib/serving-group.ts';

const attribute = 'stickiness.enabled';

export default defineRule({
  id: 'target-group.no-stickiness',
  title: 'Requests go to any target, whoever sent them',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['tg-no-stickiness'],
  references: ['wa:REL05-BP06'],
  why: 'Clients that are bound to a server lose their session with it, keep it busy while new servers idle, and hide that the application keeps state where it will be lost.',
  subject: 'elbv2.target-group',
  reads: [],
  appliesTo: isServing,
  check(group, context) {
    const value = attributeOf(group, attribute);
    const seen = seeAttribute(group, attribute, 'false', context);
    if (value === 'false') return context.pass(seen);
    if (value !== 'true') return undecidable(group, 'unsupported', `${attribute} = "${value}" is not understood`);
    const by = group.attributes['stickiness.type'];
    return context.fail(seen, `Clients stay with the target they got first${by === undefined ? '' : ` (${by})`}`);
  },
  fix: (group, { sh }) => ({
    ...attributeFix(group, attribute, 'false', 'stickiness { enabled = false, type = "lb_cookie" }', sh),
    effect:
      'Immediate: requests of a client reach other targets. Keep sessions in a shared store (ElastiCache, DynamoDB) or a token first.',
  }),
});
