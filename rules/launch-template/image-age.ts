import { defineRule, millisecondsOf, Type, undecidable } from '#rule-kit';
import { judgeLaunches } from '../_lib/judge-launches.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { type Launched, launchesOf } from '../_lib/launched.ts';

const dayMilliseconds = 86_400_000;

export default defineRule({
  id: 'launch-template.image-age',
  title: 'The images that a group starts from are recent',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['lt-ami-available'],
  references: ['wa:SEC06-BP01', 'wa:REL08-BP04'],
  why: 'An old image misses the fixes of its age, or takes so long to install them at boot that new capacity comes too late.',
  params: Type.Object(
    {
      maxImageAgeDays: Type.Number({
        default: 90,
        minimum: 1,
        description:
          'Days after its creation in which an image counts as recent. Amazon deprecates its Amazon Linux 2023 images after 90 days.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: ['ec2.image'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  subsumedBy: ['launch-template.image-available', 'launch-template.image-not-deprecated'],
  check(group, context) {
    const { asOf, params, seeDerived } = context;
    const limit = params.maxImageAgeDays;
    const bornOf = (launch: Launched) => {
      const { createdAt, key } = launch.image();
      return createdAt ?? undecidable(group, 'no-evidence', `AWS does not tell when image ${key} was created`);
    };
    const ageOf = (launch: Launched) => Math.floor((asOf - millisecondsOf(bornOf(launch))) / dayMilliseconds);
    const isBad = (launch: Launched) => ageOf(launch) > limit;
    const show = (launch: Launched) =>
      seeDerived(
        group,
        'imageAgeDays',
        ageOf(launch),
        `at most ${limit}`,
        `image ${launch.image().key} of ${bornOf(launch)}, ${launch.label}: ${ageOf(launch)} whole days before the snapshot`,
      );
    const describe = (launch: Launched) => `${launch.image().key} (${launch.label}) is ${ageOf(launch)} days old`;
    const note = (bad: readonly Launched[]) => `The next instance starts from an old image: ${bad.map(describe).join('; ')}`;
    return judgeLaunches({ launches: () => launchesOf(group, context), isBad, show, note }, context);
  },
  fix: () => ({
    cli: 'aws ec2 create-launch-template-version with a newly built image as ImageId, then an instance refresh',
    terraform: 'image_id = a newly built image',
    cloudformation: 'ImageId: a newly built image',
    effect: 'No interruption; running instances move to the new image with the next instance refresh.',
  }),
});
