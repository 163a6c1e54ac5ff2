import { defineRule, isNonEmpty, type LaunchSource, offenders, undecidable } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { sourceLabel } from '../_lib/launched.ts';

/** A parameter may be pinned by its version, but not by a label, which can be moved. */
function floats(image: string): boolean {
  return image.startsWith('resolve:ssm:') && !/:\d+$/.test(image);
}

export default defineRule({
  id: 'launch-template.image-pinned',
  title: 'Groups launch an image that is named by its id, not by a parameter',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['lt-version-pinned'],
  references: ['wa:REL08-BP04', 'wa:REL08-BP05'],
  why: 'A Systems Manager parameter is looked up at every launch: whoever changes it changes what the next scale-out starts, although the version is pinned.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.launch-configuration', 'ec2.launch-template-version'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  check(group, { topology, pass, fail, unknown, seeDerived }) {
    const imageOf = (source: LaunchSource) => {
      const label = sourceLabel(source);
      const data = source.from === 'launch-template' ? source.version : source.configuration;
      const image = (source.from === 'launch-template' ? source.imageId : null) ?? data?.imageReference ?? null;
      return image ?? undecidable(group, 'no-evidence', `${label} does not exist or names no image`);
    };
    const show = (source: LaunchSource) =>
      seeDerived(group, 'imageReference', imageOf(source), 'the id of an image, or a parameter with its version', sourceLabel(source));
    const sources = () => topology.launch.sourcesOf(group);
    const floating = offenders(sources(), (source) => floats(imageOf(source)));
    if (floating !== null) {
      const [first, ...others] = floating;
      const names = floating.map((source) => `${imageOf(source)} (${sourceLabel(source)})`).join('; ');
      return fail([show(first), ...others.map(show)], `The next instance starts whatever image a parameter names by then: ${names}`);
    }
    const seen = [...sources()].map(show);
    return isNonEmpty(seen) ? pass(...seen) : unknown('no-evidence', 'AWS does not tell what instances start from');
  },
  fix: () => ({
    cli: 'aws ssm get-parameter --name <parameter>:<version>, then aws ec2 create-launch-template-version with its value as ImageId',
    terraform: 'image_id = the id of an image, or resolve:ssm:<parameter>:<version>',
    cloudformation: 'ImageId: the id of an image, or resolve:ssm:<parameter>:<version>',
    effect: 'No interruption. A new image reaches the group only with a new version.',
  }),
});
