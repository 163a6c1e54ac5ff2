import { defineRule, type Identity, offenders, type View } from '#rule-kit';

type Forwarding = View<'elbv2.listener'> | View<'elbv2.listener-rule'>;

export default defineRule({
  id: 'target-group.no-forward-stickiness',
  title: 'Requests go to any target group of a weighted forward, whoever sent them',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['tg-no-stickiness'],
  references: ['wa:REL05-BP06', 'wa:REL08-BP04'],
  why: 'Clients that are bound to a target group stay with the version that is being replaced, for up to seven days, whatever its weight: neither a rollout nor a rollback reaches them.',
  subject: 'elbv2.listener',
  reads: ['elbv2.listener-rule'],
  appliesTo: ({ protocol }) => protocol !== null,
  check(listener, { referring, pass, fail, seeDerived }) {
    const sticky = offenders(forwardsOf(), ({ stickyTargetGroupArns }) => stickyTargetGroupArns.length > 0);
    if (sticky === null) return pass('stickyTargetGroupArns');
    // The default rule repeats the default action of its listener.
    const shown = sticky.filter((each, index) => index === 0 || !isDefaultRule(each));
    const [first = sticky[0], ...others] = shown;
    return fail([show(first), ...others.map(show)], `Clients stay with one of the target groups of ${shown.map(nameOf).join(', ')}`);

    function* forwardsOf(): Generator<Forwarding, void, undefined> {
      yield listener;
      yield* referring('elbv2.listener-rule', 'listener', listener);
    }

    function show(owner: Forwarding) {
      return seeDerived(owner, 'stickyTargetGroupArns', owner.stickyTargetGroupArns, [], `${nameOf(owner)} forwards with stickiness`);
    }
  },
  fix: ({ key, region }, { sh }) => ({
    cli: `${sh`aws elbv2 modify-listener --listener-arn ${key} --region ${region}`} --default-actions '[{"Type":"forward","ForwardConfig":{"TargetGroups":[…],"TargetGroupStickinessConfig":{"Enabled":false}}}]', or aws elbv2 modify-rule for a rule`,
    terraform: 'forward without stickiness { }',
    cloudformation: 'ForwardConfig: { TargetGroupStickinessConfig: { Enabled: false } }',
    effect: "Immediate: clients are spread anew by weight. Versions that run side by side must then serve each other's sessions.",
  }),
});

function isDefaultRule(owner: Forwarding): boolean {
  return 'isDefault' in owner && owner.isDefault;
}

function nameOf(owner: Forwarding & Identity): string {
  return 'priority' in owner ? `rule ${owner.priority}` : 'the default action';
}
