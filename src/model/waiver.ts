import type { Static } from '@sinclair/typebox';
import { type Frozen, nullable, oneOf, text } from './declare.ts';
import { Type } from './type.ts';

const count = Type.Integer({ minimum: 0 });

export const waiverSchema = Type.Object({
  reason: text,
  owner: text,
  expires: Type.String({ description: 'Last day on which it applies, in UTC, YYYY-MM-DD.' }),
  ticket: Type.Optional(text),
});

export interface Waiver extends Frozen<Static<typeof waiverSchema>> {}

export const waiverStates = ['active', 'expired', 'unused'] as const;

export const waiverSummarySchema = Type.Object(
  {
    match: Type.Record(Type.String(), text, { description: 'The fields that a finding has to match, as the configuration has them.' }),
    ...waiverSchema.properties,
    state: oneOf(waiverStates),
    findings: Type.Integer({ minimum: 0, description: 'Failing results it applies to, or would if it had not expired.' }),
    note: nullable(text, { description: 'What its owner should know: it expires soon, or accepts more than it says.' }),
    line: nullable(count, { description: 'Line of the configuration file.' }),
  },
  { description: 'A waiver of the configuration and what became of it.' },
);

/** A waiver of the configuration and what became of it. */
export interface WaiverSummary extends Frozen<Static<typeof waiverSummarySchema>> {}
