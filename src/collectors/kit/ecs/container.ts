import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { required } from '../define.ts';
import { secretPatternOf } from '../secret-pattern.ts';

/** A container as the snapshot holds it: of environment variables the names only. */
export function container(each: ContainerDefinition) {
  return {
    containerName: required(each.name, 'containerDefinitions.name'),
    image: required(each.image, 'containerDefinitions.image'),
    essential: each.essential ?? true,
    portMappings: (each.portMappings ?? []).map(({ containerPort, hostPort, protocol }) => ({
      containerPort: containerPort ?? null,
      hostPort: hostPort ?? null,
      protocol: protocol ?? null,
    })),
    environment: (each.environment ?? [])
      .map(({ name = '', value = '' }) => ({ variable: name, secretPattern: secretPatternOf(name, value) }))
      .sort((left, right) => (left.variable < right.variable ? -1 : 1)),
    secretNames: (each.secrets ?? []).map(({ name }) => required(name, 'secrets.name')),
    logDriver: each.logConfiguration?.logDriver ?? null,
    hasHealthCheck: each.healthCheck !== undefined,
    stopTimeoutSeconds: each.stopTimeout ?? null,
  };
}
