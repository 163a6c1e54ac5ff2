import { readFileSync } from 'node:fs';
import type { AnySchemaObject, ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Log, PropertyBag, Result, Run } from 'sarif';
import type { OutputOptions } from '../../src/output/define.ts';
import sarif from '../../src/output/sarif.ts';
import { outputOptions } from './output-options.ts';
import { type StoredReport, streamed } from './report-builder.ts';

const ajv = new Ajv2020.default({ strict: false, allErrors: true });
formats.default(ajv);
const schema: unknown = JSON.parse(readFileSync('test/fixtures/sarif-2.1.0.json', 'utf8'));
if (!isObject<AnySchemaObject>(schema)) throw new Error('the schema of SARIF is no schema');
const validate: ValidateFunction<Log> = ajv.compile(schema);

/** What the schema of SARIF 2.1.0 says against a document, by path. */
export function schemaProblems(document: unknown): readonly string[] {
  return validate(document) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

export function sarifText(report: StoredReport, overrides: Partial<OutputOptions> = {}): string {
  return [...sarif.render(streamed(report), outputOptions(overrides))].join('');
}

export function sarifLog(report: StoredReport, overrides: Partial<OutputOptions> = {}): Log {
  const document: unknown = JSON.parse(sarifText(report, overrides));
  if (!validate(document)) throw new Error(schemaProblems(document).join('\n'));
  return document;
}

export function onlyRun({ runs }: Log): Run {
  const [run] = runs;
  if (run === undefined || runs.length !== 1) throw new Error('expected one run');
  return run;
}

export function resultsOf(log: Log): Result[] {
  const { results } = onlyRun(log);
  if (results === undefined) throw new Error('expected results');
  return results;
}

export function propertyOf(properties: PropertyBag | undefined, name: string): unknown {
  return properties?.[name];
}

/** A document as it is read back from a file, whatever is wrong with it. */
export function readBack(document: unknown): Log {
  const read: unknown = JSON.parse(JSON.stringify(document));
  if (!isObject<Log>(read)) throw new Error('a SARIF file is an object');
  return read;
}

function isObject<T extends object>(value: unknown): value is T {
  return typeof value === 'object' && value !== null;
}
