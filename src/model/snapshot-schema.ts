import { Type } from '@sinclair/typebox';
import { nodeRecordSchema, snapshotHeaderSchema, snapshotSchemaId } from './snapshot.ts';

/** JSON Schema (draft 7 and later) of each line of a snapshot: the header, then one resource a line. */
export const snapshotSchema = Type.Union([snapshotHeaderSchema, nodeRecordSchema], {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: snapshotSchemaId,
  description: 'One line of a snapshot in NDJSON.',
});
