import { readFileSync } from 'node:fs';
import Ajv, { type AnySchemaObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly permissions?: Readonly<Record<string, string>>; readonly steps: readonly Step[] }>>;
}

export interface Pipeline {
  readonly [job: string]: { readonly script: readonly string[] };
}

const ajv = new Ajv.default({ strict: false, allErrors: true });
formats.default(ajv);

/** Reads YAML that a published schema accepts. */
function reader<T>(schemaPath: string): (yaml: string) => T {
  const schema: unknown = JSON.parse(readFileSync(schemaPath, 'utf8'));
  if (!isSchema(schema)) throw new Error(`${schemaPath} is no schema`);
  const validate: ValidateFunction<T> = ajv.compile(schema);
  return (yaml) => {
    const document: unknown = parse(yaml);
    if (validate(document)) return document;
    throw new Error((validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`).join('\n'));
  };
}

function isSchema(value: unknown): value is AnySchemaObject {
  return typeof value === 'object' && value !== null;
}

export const readAction = reader<Action>('test/fixtures/github-action.json');
export const readWorkflow = reader<Workflow>('test/fixtures/github-workflow.json');
export const readPipeline = reader<Pipeline>('test/fixtures/gitlab-ci.json');

export const action = readAction(readFileSync('action.yml', 'utf8'));
const document = readFileSync('docs/ci.md', 'utf8');

/** What stands between fences of a language in the document about pipelines. */
function blocks(language: string): readonly string[] {
  return [...document.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);
}

export const workflows = blocks('yaml').filter((text) => text.includes('\njobs:\n'));
export const pipelines = blocks('yaml').filter((text) => !text.includes('\njobs:\n'));
export const shellExamples = blocks('sh');
