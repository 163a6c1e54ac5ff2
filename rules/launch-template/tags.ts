import { defineRule, type LaunchSource, offenders, Type } from '#rule-kit';
import { judgeLaunches } from '../_lib/judge-launches.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { sourceLabel, startFrom } from '../_lib/launched.ts';
import { missingTags } from '../_lib/launched-tags.ts';
import { correctedLaunch } from '../_lib/template-fix.ts';

export default defineRule({
  id: 'launch-template.tags',
  title: 'What a group launches is tagged with name and environment',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['lt-tag-specs'],
  references: ['wa:COST03-BP02', 'wa:OPS05-BP04', 'config:REQUIRED_TAGS'],
  why: 'In an incident nobody knows whose an instance without a name is, and whether production may be touched; tags put on by hand are gone with the instance.',
  params: Type.Object(
    {
      requiredTags: Type.Array(Type.String({ minLength: 1 }), {
        default: ['Name', 'Environment|Env|environment|env'],
        description: 'Tag keys that every launched instance gets with a value; `|` stands between keys of which one is enough.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: ['ec2.launch-template-version'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  check(group, context) {
    const missingIn = (source: LaunchSource) => missingTags(source, group, context.params.requiredTags);
    const show = (source: LaunchSource) =>
      context.seeDerived(
        group,
        'missingTags',
        [...missingIn(source)],
        [],
        `${sourceLabel(source)}, with the tags that the group propagates`,
      );
    const describe = (source: LaunchSource) => `${missingIn(source).join(', ')} (${sourceLabel(source)})`;
    return judgeLaunches(
      {
        launches: () => context.topology.launch.sourcesOf(group),
        isBad: (source) => missingIn(source).length > 0,
        show,
        note: (bad) => `The next instance gets no tag ${bad.map(describe).join('; ')}`,
      },
      context,
    );
  },
  fix: (group, context) => {
    const isBad = (source: LaunchSource) => missingTags(source, group, context.params.requiredTags).length > 0;
    const [source] = offenders(context.topology.launch.sourcesOf(group), isBad) ?? [];
    const data =
      '{"TagSpecifications":[{"ResourceType":"instance","Tags":[{"Key":"Name","Value":"<name>"},{"Key":"Environment","Value":"<environment>"}]}]}';
    return {
      cli: correctedLaunch(source && startFrom(source, group), data, group, context),
      terraform: 'tag_specifications { resource_type = "instance", tags = { Name = …, Environment = … } }',
      cloudformation: 'TagSpecifications: [{ ResourceType: instance, Tags: [{ Key: Name, Value: … }] }]',
      effect: 'No interruption; tags of the group that propagate at launch do as well.',
    };
  },
});
