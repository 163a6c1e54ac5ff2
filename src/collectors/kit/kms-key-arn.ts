import type { Scope } from './define.ts';

/**
 * A key as every relation to `kms.key` holds it. AWS documents `KmsKeyId` as key id, alias or ARN;
 * the short forms always mean this account and region.
 */
export function kmsKeyArn(reference: string | undefined, scope: Scope): string | null {
  if (reference === undefined || reference === '') return null;
  if (reference.startsWith('arn:')) return reference;
  return scope.arn('kms', reference.startsWith('alias/') ? reference : `key/${reference}`);
}
