import { defineRule, millisecondsOf, Type } from '#rule-kit';
import { isActive, isRolling, updateService } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.revision-current',
  title: 'ECS services run one revision, and no deployment has failed or hangs half-way',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ecs-revision-current'],
  references: ['wa:REL08-BP05'],
  why: 'A deployment that failed or hangs leaves a mixture of revisions, or fewer tasks than were asked for, and the next incident finds nobody who knows what runs.',
  params: Type.Object(
    {
      maxDeploymentMinutes: Type.Integer({
        default: 180,
        minimum: 1,
        description:
          'Minutes after which a rolling deployment that is still in progress counts as hanging; CloudFormation gives up after three hours.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'ecs.service',
  reads: [],
  // Others than ECS keep their deployments to themselves.
  appliesTo: (service) => isActive(service) && (service.deploymentController ?? 'ECS') === 'ECS',
  check(service, { params: { maxDeploymentMinutes }, asOf, pass, fail, unknown, seeDerived }) {
    const { deployments } = service;
    const failed = deployments.find(({ rolloutState }) => rolloutState === 'FAILED');
    const summary = deployments.map(({ status, taskDefinitionArn, rolloutState, runningCount, desiredCount }) => {
      const revision = taskDefinitionArn.slice(taskDefinitionArn.lastIndexOf('/') + 1);
      return `${revision} ${status} ${rolloutState ?? 'no state'} (${runningCount} of ${desiredCount})`;
    });
    const see = (derivation: string) => seeDerived(service, 'deployments', summary, 'one, COMPLETED', derivation);
    if (failed !== undefined) return fail(see(failed.rolloutStateReason ?? 'ECS gave the deployment up'), 'Its deployment has failed');
    const ongoing = deployments.find(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
    if (ongoing === undefined) return pass(see('no deployment is in progress'));
    const minutes = ongoing.updatedAt === null ? null : Math.floor((asOf - millisecondsOf(ongoing.updatedAt)) / 60_000);
    const seen = see(minutes === null ? 'in progress' : `no progress for ${minutes} minutes; ${maxDeploymentMinutes} are allowed`);
    // Where traffic shifts between two revisions, both may stay for as long as the new one is watched.
    if (isRolling(service) && minutes !== null && minutes > maxDeploymentMinutes)
      return fail(seen, `Its deployment hangs: nothing has changed for ${minutes} minutes`);
    return unknown('transitional', 'a deployment is in progress', seen);
  },
  fix: (service, { sh }) => ({
    cli: `${updateService(service, sh)} --task-definition '<last revision that worked>' --force-new-deployment`,
    effect: 'ECS replaces the tasks. The events of the service (aws ecs describe-services) say why it did not get further.',
  }),
});
