import type { Failure } from '@aws-sdk/client-ecs';

/** ECS tells with status 200 what it could not find. */
class ResourceNotFoundError extends Error {
  override readonly name = 'ResourceNotFoundException';
  readonly $metadata = { httpStatusCode: 200 };
}

/**
 * The answer, where ECS found everything that was asked for.
 *
 * @throws ResourceNotFoundError where something was deleted in the meantime.
 */
export function found<Page extends { readonly failures?: readonly Failure[] | undefined }>(page: Page): Page {
  const gone = page.failures?.find(({ reason }) => reason === 'MISSING');
  if (gone !== undefined) throw new ResourceNotFoundError(`${gone.arn ?? 'a resource'} is gone`);
  return page;
}
