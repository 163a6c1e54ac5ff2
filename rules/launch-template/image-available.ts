import { anyOf, type Context, defineRule, ifKnown, offenders, undecidable, type View } from '#rule-kit';
import { judgeLaunches } from '../_lib/judge-launches.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { type Launched, launchesOf } from '../_lib/launched.ts';
import { correctedLaunch } from '../_lib/template-fix.ts';

type Judging = Pick<Context<'autoscaling.group', 'ec2.image' | 'ec2.allowed-images-settings'>, 'find'>;

/** States in which nothing can be launched; `disabled` images and `deregistered` ones are still shown to their owner. */
const dead: readonly string[] = ['deregistered', 'disabled', 'error', 'failed', 'invalid'];

/** An account may leave out foreign images that do not meet its criteria; its own are always allowed. */
function isRefused(image: View<'ec2.image'>, account: string, { find }: Judging): boolean {
  if (image.isAllowed !== false || image.ownerId === account) return false;
  return find('ec2.allowed-images-settings', 'allowed-images-settings')?.state === 'enabled';
}

function isDead({ state, key }: View<'ec2.image'>, near: View<'autoscaling.group'>): boolean {
  if (state === 'available') return false;
  if (dead.includes(state)) return true;
  const isComing = state === 'pending' || state === 'transient';
  return undecidable(near, isComing ? 'transitional' : 'unsupported', `the state of image ${key} is ${state}`);
}

export default defineRule({
  id: 'launch-template.image-available',
  title: 'The images that a group starts from can be launched',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['lt-ami-available'],
  references: ['wa:REL11-BP03', 'wa:REL08-BP04'],
  why: 'Without its image a group cannot launch anything: the first lost instance is never replaced, and nothing says so until then.',
  subject: 'autoscaling.group',
  reads: ['ec2.allowed-images-settings', 'ec2.image'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  check(group, context) {
    const { find, seeDerived } = context;
    const isBad = (launch: Launched) => {
      const image = find('ec2.image', launch.imageKey());
      if (image === null) return true;
      return anyOf(
        () => isDead(image, group),
        () => isRefused(image, group.account, context),
      );
    };
    const stateOf = (launch: Launched) => {
      const image = find('ec2.image', launch.imageKey());
      if (image === null) return 'gone, or no longer shared with this account';
      return ifKnown(() => isRefused(image, group.account, context)) === true ? 'not among the images this account allows' : image.state;
    };
    const show = (launch: Launched) =>
      seeDerived(group, 'image', `${launch.imageKey()}: ${stateOf(launch)}`, 'an image that is available', launch.label);
    const describe = (launch: Launched) => `${launch.imageKey()} (${launch.label}) is ${stateOf(launch)}`;
    const note = (bad: readonly Launched[]) => `The group cannot launch instances: ${bad.map(describe).join('; ')}`;
    return judgeLaunches({ launches: () => launchesOf(group, context), isBad, show, note }, context);
  },
  fix: (group, context) => {
    const [bad] =
      offenders(launchesOf(group, context), (launch) => context.find('ec2.image', launch.imageKey())?.state !== 'available') ?? [];
    return {
      cli: correctedLaunch(bad, '{"ImageId":"<image>"}', group, context),
      terraform: 'image_id = the id of an image that is available to this account',
      cloudformation: 'ImageId: the id of an image that is available to this account',
      effect: 'No interruption: the group can launch instances again. Running instances stay on the old image until they are replaced.',
    };
  },
});
