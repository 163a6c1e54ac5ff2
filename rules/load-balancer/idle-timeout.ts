import { allOf, defineRule, Type } from '#rule-kit';
import { attributeFix, attributeOf, seeAttribute } from '../_lib/balancer-attribute.ts';

const attribute = 'idle_timeout.timeout_seconds';

export default defineRule({
  id: 'load-balancer.idle-timeout',
  title: 'The idle timeout outlasts the slowest request and frees dead connections',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['alb-idle-timeout'],
  references: ['wa:REL11-BP01'],
  why: 'A timeout that is shorter than a slow request cuts it off with a 504; a very long one keeps connections to clients that are gone.',
  params: Type.Object(
    {
      minIdleTimeoutSeconds: Type.Integer({
        minimum: 1,
        maximum: 4000,
        default: 30,
        description: 'Shortest idle timeout: as long as the slowest request may take, 30 s where applications cut off their own.',
      }),
      maxIdleTimeoutSeconds: Type.Integer({
        minimum: 1,
        maximum: 4000,
        default: 300,
        description:
          'Longest idle timeout; AWS sets 60 s by default. Raise it for connections that are silent on purpose, such as WebSockets.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.load-balancer',
  reads: [],
  appliesTo: ({ loadBalancerType }) => loadBalancerType === 'application',
  check(balancer, context) {
    const { minIdleTimeoutSeconds: min, maxIdleTimeoutSeconds: max } = context.params;
    const isInBand = allOf(
      () => Number(attributeOf(balancer, attribute)) >= min,
      () => Number(attributeOf(balancer, attribute)) <= max,
    );
    const seen = seeAttribute(balancer, attribute, `${min} to ${max}`);
    if (isInBand) return context.pass(seen);
    const isShort = Number(attributeOf(balancer, attribute)) < min;
    return context.fail(seen, isShort ? 'Slow requests are cut off' : 'Connections stay open long after their clients are gone');
  },
  fix: (balancer, { sh }) => ({
    ...attributeFix(balancer, attribute, '60', 'idle_timeout = 60', sh),
    effect: 'Immediate for new connections. The keep-alive timeout of the application must be longer than this.',
  }),
});
