import { defineRule, Type, undecidable } from '#rule-kit';
import { attributeFix, attributeOf, seeAttribute } from '../_lib/group-attribute.ts';
import { isServing, speaksHttp } from '../_lib/serving-group.ts';

const attribute = 'deregistration_delay.timeout_seconds';
const seconds = (bound: { readonly default: number; readonly description: string }) =>
  Type.Integer({ minimum: 0, maximum: 3600, ...bound });

export default defineRule({
  id: 'target-group.deregistration-delay',
  title: 'Targets that leave finish their requests, and are gone soon after',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['tg-deregistration-delay'],
  references: ['wa:REL08-BP05', 'wa:REL11-BP01'],
  why: 'Without a delay every deployment and scale-in cuts off requests that are running; with a long one each step of a deployment or a rollback waits minutes for servers that have nothing left to do.',
  params: Type.Object(
    {
      minDelaySeconds: seconds({ default: 10, description: 'Shortest delay: as long as the slowest request takes.' }),
      maxDelaySeconds: seconds({
        default: 120,
        description: 'Longest delay behind an Application Load Balancer; AWS sets 300 s by default, 30 s are enough for short requests.',
      }),
      maxNetworkDelaySeconds: seconds({
        default: 300,
        description: 'The same behind a Network Load Balancer, whose connections last longer; AWS sets 300 s by default.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.target-group',
  reads: [],
  appliesTo: isServing,
  check(group, context) {
    const min = context.params.minDelaySeconds;
    const max = speaksHttp(group) ? context.params.maxDelaySeconds : context.params.maxNetworkDelaySeconds;
    const value = attributeOf(group, attribute);
    if (!/^\d+$/.test(value)) return undecidable(group, 'unsupported', `the delay "${value}" is not understood`);
    const delay = Number(value);
    const seen = seeAttribute(group, attribute, `${min} to ${max}`, context);
    if (min <= delay && delay <= max) return context.pass(seen);
    return context.fail(
      seen,
      delay < min ? `Requests are cut off ${delay} s after their target starts to leave` : `A target that leaves is waited for ${delay} s`,
    );
  },
  fix: (group, { sh }) => ({
    ...attributeFix(group, attribute, '30', 'deregistration_delay = 30', sh),
    effect:
      'From the next deregistration on. Keep it longer than the slowest request, and give ECS tasks (stopTimeout) and instances (termination hook) as long.',
  }),
});
