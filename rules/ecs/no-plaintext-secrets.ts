import { defineRule, isNonEmpty } from '#rule-kit';
import { definitionOf, isActive } from '../_lib/ecs-service.ts';
import { few } from '../_lib/few.ts';

export default defineRule({
  id: 'ecs.no-plaintext-secrets',
  title: 'Containers get their secrets by reference, not as plain environment variables',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ecs-no-plaintext-secrets'],
  references: ['wa:SEC08-BP01', 'config:ECS_NO_ENVIRONMENT_SECRETS', 'securityhub:ECS.8'],
  why: 'A value in the environment is read by everybody who may describe a task definition, stays in every old revision, and cannot be rotated without a deployment.',
  subject: 'ecs.service',
  reads: ['ecs.task-definition'],
  appliesTo: isActive,
  check(service, { pass, fail, seeDerived }) {
    const definition = definitionOf(service);
    const hits = definition.containers.flatMap(({ containerName, environment }) =>
      environment.flatMap(({ variable, secretPattern }) =>
        secretPattern === null ? [] : [{ name: `${variable} of ${containerName}`, secretPattern }],
      ),
    );
    const names = hits.map(({ name }) => name);
    const derivation = hits.map(({ name, secretPattern }) => `${name}: ${secretPattern}`).join('; ');
    const seen = seeDerived(definition, 'secretVariables', names, [], derivation || 'no value looks like a secret; values are not kept');
    return isNonEmpty(names) ? fail(seen, `Holds what looks like a secret in ${few(names)}`, [definition]) : pass(seen);
  },
  fix: () => ({
    terraform:
      'container_definitions: move the variable from environment to secrets = [{ name, valueFrom = aws_secretsmanager_secret.<name>.arn }]',
    cloudformation: 'ContainerDefinitions: Secrets: [{ Name, ValueFrom: ARN of a secret or parameter }] instead of Environment',
    effect:
      'A new revision and its deployment. Old revisions keep the value: rotate the secret, then deregister them. The execution role must be allowed to read it.',
  }),
});
