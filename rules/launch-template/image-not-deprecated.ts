import { defineRule, millisecondsOf } from '#rule-kit';
import { judgeLaunches } from '../_lib/judge-launches.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { type Launched, launchesOf } from '../_lib/launched.ts';

export default defineRule({
  id: 'launch-template.image-not-deprecated',
  title: 'The images that a group starts from are not deprecated',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['lt-ami-available'],
  references: ['wa:REL08-BP04', 'wa:SEC06-BP01'],
  why: 'Whoever publishes an image says by deprecating it that it gets no more fixes and may be withdrawn; after that no lost instance is replaced.',
  subject: 'autoscaling.group',
  reads: ['ec2.image'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  subsumedBy: ['launch-template.image-available'],
  check(group, context) {
    const { asOf, seeDerived } = context;
    const isBad = (launch: Launched) => {
      const { deprecatedAt } = launch.image();
      return deprecatedAt !== null && millisecondsOf(deprecatedAt) <= asOf;
    };
    const show = (launch: Launched) => {
      const { key, deprecatedAt } = launch.image();
      return seeDerived(
        group,
        'imageDeprecation',
        deprecatedAt ?? 'none',
        'none, or later than the snapshot',
        `image ${key}, ${launch.label}`,
      );
    };
    const describe = (launch: Launched) => `${launch.image().key} (${launch.label}) since ${launch.image().deprecatedAt ?? ''}`;
    const note = (bad: readonly Launched[]) => `The next instance starts from a deprecated image: ${bad.map(describe).join('; ')}`;
    return judgeLaunches({ launches: () => launchesOf(group, context), isBad, show, note }, context);
  },
  fix: () => ({
    cli: 'aws ec2 create-launch-template-version with the successor of the image as ImageId, then an instance refresh',
    terraform: 'image_id = the successor of the image',
    cloudformation: 'ImageId: the successor of the image',
    effect: 'No interruption; running instances move to the new image with the next instance refresh.',
  }),
});
