import { InputError } from '../model/input-error.ts';
import { snapshotSchemaId } from '../model/snapshot.ts';
import type { JsonObject } from './json-value.ts';

/**
 * Tells a snapshot of this version from everything else by its `schema`.
 *
 * @throws InputError
 */
export function checkSchema({ schema }: JsonObject, name: string): void {
  if (schema === snapshotSchemaId) return;
  const given = typeof schema === 'string' ? schema.slice(0, 60) : null;
  if (given?.startsWith('ha-audit/snapshot@')) {
    throw new InputError(
      `${name}: line 1: this is a snapshot of schema ${given}, and this version reads ${snapshotSchemaId}; use the version of ha-audit that wrote it, or a newer one`,
    );
  }
  const what = given === null ? 'this has no "schema"' : `this is ${given}`;
  throw new InputError(
    `${name}: line 1: ${what}; expected a snapshot ("schema": "${snapshotSchemaId}"), as \`ha-audit snapshot\` writes it`,
  );
}
