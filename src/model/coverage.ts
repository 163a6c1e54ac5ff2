import type { Static } from '@sinclair/typebox';
import { type Frozen, oneOf, text } from './declare.ts';
import { gapSchema } from './gap.ts';
import { Type } from './type.ts';

/**
 * How far a kind was read in one account and region.
 *
 * - `complete`: everything was listed, with every detail
 * - `partial`: something is missing: later pages, or a detail of some items
 * - `denied`, `failed`: the listing itself was refused or broke
 * - `disabled`: the region is switched off in this account, so there is nothing to read
 * - `unavailable`: the service does not exist in the region
 * - `not-collected`: nobody looked
 */
export const coverageStatuses = ['complete', 'partial', 'denied', 'failed', 'disabled', 'unavailable', 'not-collected'] as const;

export type CoverageStatus = (typeof coverageStatuses)[number];

export const coverageEntrySchema = Type.Object(
  {
    kind: text,
    account: text,
    region: Type.String({ description: '`global` for kinds that live in no region.' }),
    status: oneOf(coverageStatuses),
    items: Type.Integer({ minimum: 0, description: 'Number of items read.' }),
    gaps: Type.Array(gapSchema, { description: 'Every call that failed, whether or not a verdict needed it.' }),
    listed: Type.Boolean({
      description:
        'True when every item was listed, so that an absent item is known not to exist. ' +
        'A `partial` entry whose details failed still lists everything.',
    }),
  },
  { description: 'How far one kind was read in one account and region.' },
);

/** How far one kind was read in one account and region. */
export interface CoverageEntry extends Frozen<Static<typeof coverageEntrySchema>> {}

/**
 * Kind of the one entry that stands for a whole account: what keeps it from being read (`denied`, `failed`), or kept the
 * rest of it from being read (`partial`). No kind of a resource; its region is `global`.
 */
export const sessionKind = 'sts.session';
