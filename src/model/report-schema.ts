import { reportHeaderSchema, reportSchemaId, resultSchema } from './report.ts';
import { Type } from './type.ts';

/** JSON Schema (draft 7 and later) of the report as `json` writes it. Fields may be added without a new number after the `@`. */
export const reportSchema = Type.Object(
  {
    ...reportHeaderSchema.properties,
    results: Type.Array(resultSchema, {
      description: 'Every verdict, passes too, sorted by severity (worst first), rule and resource id.',
    }),
  },
  { $schema: 'http://json-schema.org/draft-07/schema#', title: reportSchemaId, description: 'What ha-audit found.' },
);
