import { Type } from '#rule-kit';

export const snapshotParams = Type.Object(
  {
    minDays: Type.Integer({
      default: 1,
      minimum: 1,
      maximum: 35,
      description: 'Days for which automatic snapshots are kept; AWS Security Hub asks for one at least (ElastiCache.1).',
    }),
  },
  { additionalProperties: false },
);
