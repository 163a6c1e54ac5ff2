import type { Static } from '@sinclair/typebox';
import { coverageEntrySchema } from './coverage.ts';
import { type Frozen, nullable, text, time } from './declare.ts';
import { gapSchema } from './gap.ts';
import { Type } from './type.ts';

export const snapshotSchemaId = 'ha-audit/snapshot@1';

export const snapshotHeaderSchema = Type.Object(
  {
    schema: Type.Literal(snapshotSchemaId),
    tool: Type.Object({ name: text, version: text }),
    source: text,
    startedAt: time,
    finishedAt: Type.String({ format: 'date-time', description: 'Facts are judged at this time.' }),
    partition: Type.String({ description: '`aws`, `aws-cn`, `aws-us-gov`, …' }),
    accounts: Type.Array(text),
    regions: Type.Array(text),
    accountNames: Type.Optional(Type.Record(Type.String(), text, { description: 'What the configuration calls accounts, by id.' })),
    accountRegions: Type.Optional(
      Type.Record(Type.String(), Type.Array(text), {
        description: 'Regions of the accounts that were read in others than `regions`, which is all regions of all accounts.',
      }),
    ),
    unreadRegions: nullable(
      Type.Array(text, { description: 'Regions that are enabled and were not read; null where that could not be asked.' }),
    ),
    coverage: Type.Array(coverageEntrySchema),
    nodes: Type.Integer({ minimum: 0, description: 'Number of resources that follow.' }),
  },
  { description: 'Line 1 of a snapshot.' },
);

export interface SnapshotHeader extends Frozen<Static<typeof snapshotHeaderSchema>> {}

export const nodeRecordSchema = Type.Object(
  {
    kind: text,
    id: Type.String({ description: 'The ARN.' }),
    key: Type.String({ description: 'What other resources call this one: short id, name or ARN.' }),
    name: nullable(Type.String({ description: "The service's own name; null where the resource has only an id." })),
    account: text,
    region: text,
    facts: Type.Record(Type.String(), Type.Unknown(), { description: 'What is known, by name; null means known to be absent.' }),
    relations: Type.Record(Type.String(), Type.Union([text, Type.Array(text), Type.Null()]), {
      description: 'Keys of other resources, by relation.',
    }),
    gaps: Type.Record(Type.String(), gapSchema, {
      description: 'Facts and relations that are not known, and why. A name found neither here nor above was not collected.',
    }),
  },
  { description: 'One line of a snapshot: a resource as it was read.' },
);

/** A resource as it was read: what is known, and why the rest is not. */
export interface NodeRecord extends Frozen<Static<typeof nodeRecordSchema>> {}

export interface Snapshot {
  readonly header: SnapshotHeader;
  /** Sorted by kind and id. */
  readonly nodes: readonly NodeRecord[];
}
