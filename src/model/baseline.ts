import type { Static } from '@sinclair/typebox';
import { type Frozen, nullable, oneOf, text, time } from './declare.ts';
import { severities } from './terms.ts';
import { Type } from './type.ts';

/** Of a failing result, held against a baseline. */
export const baselineStates = ['new', 'unchanged'] as const;

const baselineFindingSchema = Type.Object({ id: text, rule: text, severity: oneOf(severities), resource: text, name: nullable(text) });

export const baselineSummarySchema = Type.Object(
  {
    takenAt: time,
    new: Type.Integer({ minimum: 0, description: 'Failing results, not waived, that the baseline does not hold as such.' }),
    unchanged: Type.Integer({ minimum: 0, description: 'Failing results, not waived, that were so in the baseline.' }),
    fixed: Type.Array(baselineFindingSchema, { description: 'They pass now, or their rule no longer applies.' }),
    unknown: Type.Array(baselineFindingSchema, { description: 'They could not be judged again: not fixed.' }),
    gone: Type.Array(baselineFindingSchema, { description: 'Their resource is no longer there: not fixed.' }),
    notJudged: Type.Array(baselineFindingSchema, { description: 'Their rule, account or region is no part of this run.' }),
  },
  { description: 'This run held against an earlier one.' },
);

/** This run held against an earlier one. */
export interface BaselineSummary extends Frozen<Static<typeof baselineSummarySchema>> {}
export type BaselineFinding = BaselineSummary['fixed'][number];
