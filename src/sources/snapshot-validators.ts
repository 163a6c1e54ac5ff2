import { type NodeRecord, nodeRecordSchema, type SnapshotHeader, snapshotHeaderSchema } from '../model/snapshot.ts';
import { type Validator, validator } from '../model/validation/validator.ts';

/** Line 1 of a snapshot. */
export const headers: Validator<SnapshotHeader> = validator(snapshotHeaderSchema);

/** Every other line. */
export const nodes: Validator<NodeRecord> = validator(nodeRecordSchema);
