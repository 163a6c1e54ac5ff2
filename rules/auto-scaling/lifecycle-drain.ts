import { type Context, defineRule, type Facts, matching, some, undecidable, type View } from '#rule-kit';
import { few } from '../_lib/few.ts';
import { isLeaving } from '../_lib/fleet.ts';
import { isAttached, isJudgedGroup } from '../_lib/judged-group.ts';

type Reading = Pick<Context<'autoscaling.group', 'ec2.instance' | 'elbv2.target-group' | 'elbv2.target-health'>, 'find' | 'referring'>;
type TargetGroup = View<'elbv2.target-group'>;

const delayAttribute = 'deregistration_delay.timeout_seconds';

/** Target groups in which running members stand without the group's knowledge: it does not wait for those before it ends an instance. */
function* foreignTargetGroups(group: View<'autoscaling.group'>, { find, referring }: Reading): Generator<TargetGroup, void, undefined> {
  const seen = new Set(group.targetGroupArns);
  for (const { instanceId } of group.instances.filter((member) => !isLeaving(member))) {
    const instance = find('ec2.instance', instanceId);
    if (instance === null) continue;
    for (const target of referring('elbv2.target-health', 'instance', instance)) {
      for (const arn of target.keysOf('targetGroup')) {
        const targetGroup = seen.has(arn) ? null : find('elbv2.target-group', arn);
        seen.add(arn);
        if (targetGroup !== null) yield targetGroup;
      }
    }
  }
}

function delaySeconds(targetGroup: View<'elbv2.target-group'> & Facts<'elbv2.target-group'>): number {
  const text = targetGroup.attributes[delayAttribute];
  if (text === undefined || !/^\d+$/.test(text))
    return undecidable(targetGroup, 'no-evidence', `AWS names no deregistration delay of ${targetGroup.name ?? targetGroup.key}`);
  return Number(text);
}

export default defineRule({
  id: 'auto-scaling.lifecycle-drain',
  title: 'Instances are ended only after their target groups have drained them',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['asg-lifecycle-drain'],
  references: ['wa:REL08-BP05', 'wa:REL11-BP03'],
  why: 'A group waits for the target groups it is attached to. From any other an instance is cut off with its requests, at every scale-in and every refresh.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.lifecycle-hook', 'ec2.instance', 'elbv2.target-group', 'elbv2.target-health'],
  appliesTo: (group, context) => isJudgedGroup(group) && (isAttached(group) || some(foreignTargetGroups(group, context), () => true)),
  check(group, context) {
    const { referring, pass, fail, seeDerived } = context;
    const foreign = matching(foreignTargetGroups(group, context), () => true);
    if (foreign.length === 0)
      return pass(
        seeDerived(
          group,
          'foreignTargetGroups',
          [],
          'none',
          'its instances are targets only of what it is attached to, and it waits for their deregistration delay',
        ),
      );
    const delays = foreign.map((targetGroup) => ({ name: targetGroup.name ?? targetGroup.key, seconds: delaySeconds(targetGroup) }));
    const needed = Math.max(...delays.map(({ seconds }) => seconds));
    const hooks = matching(
      referring('autoscaling.lifecycle-hook', 'group', group),
      ({ transition }) => transition === 'autoscaling:EC2_INSTANCE_TERMINATING',
    );
    const held = Math.max(0, ...hooks.map(({ heartbeatTimeoutSeconds }) => heartbeatTimeoutSeconds));
    const waits = hooks.map(({ key, heartbeatTimeoutSeconds }) => `hook ${key} waits ${heartbeatTimeoutSeconds} s`).sort();
    const drains = delays.map(({ name, seconds }) => `${name} drains for ${seconds} s`).sort();
    const derivation = `${few(drains)} and is not attached to the group; ${few(waits) || 'no hook holds an instance that is to be terminated'}`;
    const shown = seeDerived(group, 'terminationHoldSeconds', held, `at least ${needed}`, derivation);
    if (held >= needed) return pass(shown);
    return fail(shown, `Ends instances ${held} s after it takes them out, where ${few(drains)}`, foreign);
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws autoscaling attach-load-balancer-target-groups --auto-scaling-group-name ${group.key} --region ${group.region}`} --target-group-arns <target group>, or ${sh`aws autoscaling put-lifecycle-hook --auto-scaling-group-name ${group.key} --region ${group.region}`} --lifecycle-hook-name drain --lifecycle-transition autoscaling:EC2_INSTANCE_TERMINATING --heartbeat-timeout <deregistration delay> --default-result CONTINUE`,
    terraform: 'aws_autoscaling_attachment, or aws_autoscaling_lifecycle_hook for autoscaling:EC2_INSTANCE_TERMINATING',
    cloudformation: 'TargetGroupARNs, or AWS::AutoScaling::LifecycleHook for autoscaling:EC2_INSTANCE_TERMINATING',
    effect:
      'Ending an instance takes that much longer. The hook alone deregisters nothing: what registers the instances must take them out.',
  }),
});
