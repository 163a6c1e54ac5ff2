import type { Static } from '@sinclair/typebox';
import { nullable, oneOf, text, time } from '../model/declare.ts';
import { InputError } from '../model/input-error.ts';
import { countsSchema, reportSchemaId, severities, verdictStatuses } from '../model/report.ts';
import { Type } from '../model/type.ts';
import { validator } from '../model/validation/validator.ts';
import { faultOf } from './fault.ts';
import { isObject, parseJson } from './json-value.ts';
import { plainBytes } from './plain-bytes.ts';
import { textOf } from './snapshot-document.ts';
import { type LineBatch, textLines } from './text-lines.ts';

const headerSchema = Type.Object({ run: Type.Object({ finishedAt: time }), counts: countsSchema });

/** As much of a result as tells it apart. */
const storedResultSchema = Type.Object({
  id: text,
  rule: text,
  status: oneOf(verdictStatuses),
  severity: oneOf(severities),
  resource: Type.Object({ id: text, kind: text, name: nullable(text), account: text, region: text }),
  waiver: nullable(Type.Object({})),
});

export type StoredResult = Static<typeof storedResultSchema>;

const headers = validator(headerSchema);
const results = validator(storedResultSchema);

/**
 * Reads a report as `json` or `ndjson` writes it, gzipped or not; of the latter no more than a line is held.
 *
 * @param name what the user called the source, for messages
 * @param each takes every result, in the order of the report
 * @returns when the run of that report ended
 * @throws InputError naming the line where it is cut short, of another version, damaged, incomplete or no report
 */
export async function readReport(
  chunks: AsyncIterable<Buffer>,
  name: string,
  each: (result: StoredResult) => void,
): Promise<{ readonly finishedAt: string }> {
  const batches = textLines(plainBytes(chunks, name), name);
  const first = await batches.next();
  if (first.done === true) throw new InputError(`${name} is empty; expected a report, as \`ha-audit scan --format ndjson\` writes it`);
  let seen = 0;
  const take = (value: unknown, place: string) => {
    if (!results.accepts(value)) throw new InputError(`${name}: ${place} is no result: ${faultOf(results.errorsOf(value))}`);
    seen += 1;
    each(value);
  };
  const start = parseJson(first.value.lines[0] ?? '');
  const isLines = isObject(start) && !Object.hasOwn(start, 'results');
  const document = isLines ? start : parsedDocument(await textOf(first.value, batches, name), name);
  const { run, counts } = headerOf(document, name);
  if (isLines) {
    takeLines(first.value, 1, name, take);
    for await (const batch of batches) takeLines(batch, 0, name, take);
  } else {
    const listed = isObject(document) ? document['results'] : undefined;
    if (!Array.isArray(listed)) throw new InputError(`${name}: line 1: the report has no list of results`);
    for (const [index, value] of listed.entries()) take(value, `results[${index}]`);
  }
  const promised = counts.pass + counts.fail + counts.unknown + counts.waived;
  if (seen === promised) return { finishedAt: run.finishedAt };
  const hint = seen < promised ? 'it is cut short, or was written with --severity, which leaves findings out' : 'it is damaged';
  throw new InputError(`${name}: line 1 promises ${promised} results, and ${seen} follow: ${hint}`);
}

function takeLines({ first, lines }: LineBatch, from: number, name: string, take: (value: unknown, place: string) => void): void {
  for (const [index, line] of lines.entries()) {
    if (index < from || line === '' || line === '\r') continue;
    const value = parseJson(line);
    const place = `line ${first + index}`;
    if (value === undefined) throw new InputError(`${name}: ${place} is not valid JSON; the file is cut short or damaged`);
    take(value, place);
  }
}

function headerOf(document: unknown, name: string) {
  const schema = isObject(document) ? document['schema'] : undefined;
  if (schema !== reportSchemaId) {
    const given = typeof schema === 'string' ? `this is ${schema.slice(0, 60)}` : 'this has no "schema"';
    throw new InputError(
      `${name}: line 1: ${given}; expected a report ("schema": "${reportSchemaId}"), as \`ha-audit scan --format ndjson\` writes it`,
    );
  }
  if (headers.accepts(document)) return document;
  throw new InputError(`${name}: line 1 is not a whole header of a report: ${faultOf(headers.errorsOf(document))}`);
}

function parsedDocument(whole: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(whole);
    return value;
  } catch (error) {
    const { at = String(whole.length) } = /at position (?<at>\d+)/.exec(error instanceof Error ? error.message : '')?.groups ?? {};
    const line = whole.slice(0, Number(at)).split('\n').length;
    throw new InputError(`${name}: line ${line}: the JSON ends or breaks here; the file is cut short or damaged, or no report`, {
      cause: error,
    });
  }
}
