import type { Static } from '@sinclair/typebox';
import type { Frozen } from '../../model/declare.ts';
import { Type } from '../../model/type.ts';
import { validator } from '../../model/validation/validator.ts';

export const stateSchemaId = 'ha-audit/audit-state@1';

const text = Type.String();

/** Something that people or machines have to be told of, kept until they were. */
const noticeSchema = Type.Object({
  run: text,
  subject: text,
  message: text,
  detail: Type.Record(text, Type.Unknown()),
  resources: Type.Array(text),
  waiting: Type.Array(Type.Union([Type.Literal('topic'), Type.Literal('event-bus')]), { description: 'Who was not told yet.' }),
});

export interface Notice extends Frozen<Static<typeof noticeSchema>> {}

const stateSchema = Type.Object({
  schema: Type.Literal(stateSchemaId),
  run: text,
  finishedAt: text,
  snapshot: Type.String({ description: 'Key of the snapshot that the next run is compared with.' }),
  report: text,
  notices: Type.Array(noticeSchema, { description: 'Oldest first.' }),
});

/** What one run leaves for the next. */
export interface AuditState extends Frozen<Static<typeof stateSchema>> {}

const states = validator(stateSchema);

/** Null where it is nothing we wrote: then there is nothing to compare with, which is said. */
export function parseState(body: Uint8Array): AuditState | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return states.accepts(value) ? value : null;
  } catch {
    return null;
  }
}
