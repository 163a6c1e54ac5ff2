import { type Context, defineRule, offenders, undecidable, type View } from '#rule-kit';
import { definitionOf, isActive } from '../_lib/ecs-service.ts';
import { few } from '../_lib/few.ts';

type Judging = Pick<Context<'ecs.service', 'ecr.repository'>, 'find'>;

const registry = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/;

/** The repository of an image in ECR: a view of it, null where there is none, undefined for images from elsewhere. */
function repositoryOf(image: string, service: View<'ecs.service'>, { find }: Judging) {
  const [, account, region, name] = registry.exec(image) ?? [];
  if (account === undefined || name === undefined) return undefined;
  if (account === service.account && region === service.region) return find('ecr.repository', name);
  const reason = account === service.account ? 'no-evidence' : 'cross-account';
  return undecidable(service, reason, `the repository of ${image} is not in the account and region of the service`);
}

/** Why the image may be another one tomorrow, or null where it may not. */
function movesBecause(image: string, service: View<'ecs.service'>, context: Judging): string | null {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return null;
  const repository = repositoryOf(image, service, context);
  if (repository === null) return `the repository of ${image} does not exist`;
  if (repository !== undefined)
    return repository.tagMutability.startsWith('IMMUTABLE') ? null : `tags of repository ${repository.key} may be moved`;
  return `${image} comes from a registry where tags may be moved`;
}

export default defineRule({
  id: 'ecs.image-immutable',
  title: 'Essential containers of ECS services name an image that stays what it is',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['ecs-image-immutable'],
  references: ['wa:REL08-BP04', 'securityhub:ECR.2'],
  why: 'Behind a tag that moves, the next deployment starts something else than the last one, and going back to the old revision does not bring the old program back.',
  subject: 'ecs.service',
  reads: ['ecr.repository', 'ecs.task-definition'],
  subsumedBy: ['ecr.immutable-tags'],
  appliesTo: isActive,
  check(service, context) {
    const definition = definitionOf(service);
    const images = definition.containers.filter(({ essential }) => essential).map(({ image }) => image);
    const moving = offenders(images, (image) => movesBecause(image, service, context) !== null);
    const reasons = moving?.map((image) => movesBecause(image, service, context) ?? '') ?? [];
    const derivation = reasons.join('; ') || 'named by digest or by a tag that cannot be moved';
    const seen = context.seeDerived(definition, 'images', images, 'by digest, or from a repository with immutable tags', derivation);
    if (moving === null) return context.pass(seen);
    const repositories = moving.flatMap((image) => repositoryOf(image, service, context) ?? []);
    return context.fail(seen, few(reasons), [definition, ...repositories]);
  },
  fix: () => ({
    terraform: 'container_definitions: image = "${aws_ecr_repository.<name>.repository_url}@${data.aws_ecr_image.<name>.image_digest}"',
    cloudformation: 'Image: <repository>@sha256:<digest>',
    effect: 'A new revision and its deployment; the pipeline must write the digest of what it pushed.',
  }),
});
