import { defineRule, Type } from '#rule-kit';

export default defineRule({
  id: 'ecr.immutable-tags',
  title: 'Tags of image repositories cannot be moved',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['ecr-immutable-tags'],
  references: ['wa:REL08-BP04', 'config:ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED', 'securityhub:ECR.2'],
  why: 'Where a tag can be pushed again, tasks of the same revision may run different programs, and going back to a tag does not bring the old program back.',
  params: Type.Object(
    {
      forbiddenExclusions: Type.Array(Type.String(), {
        default: ['*'],
        description: 'Exclusions from immutability that are not accepted; a filter for every tag takes all of it away.',
      }),
    },
    { additionalProperties: false },
  ),
  thresholds: { strict: { forbiddenExclusions: ['*', 'latest'] } },
  subject: 'ecr.repository',
  reads: [],
  check(repository, { params: { forbiddenExclusions }, pass, fail, unknown }) {
    switch (repository.tagMutability) {
      case 'IMMUTABLE':
        return pass('tagMutability');
      case 'IMMUTABLE_WITH_EXCLUSION': {
        const kept = repository.tagMutabilityExclusions.filter((filter) => !forbiddenExclusions.includes(filter));
        return kept.length === repository.tagMutabilityExclusions.length
          ? pass('tagMutability', 'tagMutabilityExclusions')
          : fail({ tagMutabilityExclusions: kept }, `Its tags may be moved where they match ${forbiddenExclusions.join(' or ')}`);
      }
      case 'MUTABLE':
      case 'MUTABLE_WITH_EXCLUSION':
        return fail({ tagMutability: 'IMMUTABLE' }, 'Its tags may be pushed again for another image');
      default:
        return unknown('unsupported', `the mutability ${repository.tagMutability} is not understood`, 'tagMutability');
    }
  },
  fix: (repository, { sh }) => ({
    cli: sh`aws ecr put-image-tag-mutability --repository-name ${repository.key} --image-tag-mutability IMMUTABLE --region ${repository.region}`,
    terraform: 'image_tag_mutability = "IMMUTABLE"',
    cloudformation: 'ImageTagMutability: IMMUTABLE',
    effect: 'Images stay as they are. A pipeline that pushes a tag a second time is refused from now on.',
  }),
});
