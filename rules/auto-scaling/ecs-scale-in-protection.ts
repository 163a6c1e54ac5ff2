import { type Context, defineRule, offenders, some, undecidable, type View } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';

type Group = View<'autoscaling.group'>;
type Provider = View<'ecs.capacity-provider'>;

/** Capacity providers that are to keep instances with tasks from being terminated. */
function* protectingProviders(
  group: Group,
  { referring }: Pick<Context<'autoscaling.group', 'ecs.capacity-provider'>, 'referring'>,
): Generator<Provider, void, undefined> {
  for (const provider of referring('ecs.capacity-provider', 'group', group))
    if (provider.status === 'ACTIVE' && provider.autoScaling?.managedTerminationProtection === 'ENABLED') yield provider;
}

/** ECS moves the protection of instances only while it scales the group itself. */
function doesNotScale(provider: Provider): boolean {
  const scaling = provider.autoScaling?.managedScaling ?? null;
  if (scaling === 'ENABLED' || scaling === 'DISABLED') return scaling === 'DISABLED';
  return undecidable(provider, 'no-evidence', `AWS does not say whether capacity provider ${provider.key} scales its group`);
}

export default defineRule({
  id: 'auto-scaling.ecs-scale-in-protection',
  title: 'Groups whose ECS capacity provider protects instances start them protected from scale-in',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['asg-ecs-scale-in-protection'],
  references: ['wa:REL07-BP01', 'config:ECS_CAPACITY_PROVIDER_TERMINATION_CHECK', 'securityhub:ECS.19'],
  why: 'Managed termination protection works through the protection of each instance: without it a scale-in ends instances with the tasks on them.',
  subject: 'autoscaling.group',
  reads: ['ecs.capacity-provider'],
  appliesTo: (group, context) => isJudgedGroup(group) && some(protectingProviders(group, context), () => true),
  check(group, context) {
    const { pass, fail, unknown, see, seeDerived } = context;
    const isProtected = group.newInstancesAreProtectedFromScaleIn;
    const provider = protectingProviders(group, context);
    if (isProtected === false) {
      const [first] = offenders(provider, () => true) ?? [];
      const by = first === undefined ? 'a capacity provider' : `capacity provider ${first.key}`;
      return fail(
        { newInstancesAreProtectedFromScaleIn: true },
        `New instances can be terminated with their tasks, although ${by} is to prevent it`,
        first === undefined ? [] : [first],
      );
    }
    const idle = offenders(provider, doesNotScale);
    if (idle !== null) {
      const [first] = idle;
      const evidence = seeDerived(
        first,
        'managedScaling',
        'DISABLED',
        'ENABLED',
        `${first.key} protects instances of ${group.key} and does not scale it`,
      );
      return fail(
        [evidence, see(group, 'newInstancesAreProtectedFromScaleIn')],
        `${first.key} does not scale the group: instances stay protected for ever, and scale-in never ends any`,
        idle,
      );
    }
    if (isProtected === null) return unknown('no-evidence', 'AWS does not say whether new instances are protected');
    return pass('newInstancesAreProtectedFromScaleIn');
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --new-instances-protected-from-scale-in --region ${group.region}`} && ${sh`aws autoscaling set-instance-protection --auto-scaling-group-name ${group.key} --protected-from-scale-in --region ${group.region}`} --instance-ids <running instances>`,
    terraform: 'aws_autoscaling_group.protect_from_scale_in = true, and managed_scaling { status = "ENABLED" } of the capacity provider',
    cloudformation: 'NewInstancesProtectedFromScaleIn: true, and ManagedScaling.Status: ENABLED of the AWS::ECS::CapacityProvider',
    effect: 'No interruption. From then on ECS alone decides which instances a scale-in may end: those without tasks.',
  }),
});
