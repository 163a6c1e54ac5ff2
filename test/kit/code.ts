import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findSource, type FoundSource } from '../../src/app/source-code/locate.ts';
import { terraformGrammar } from '../../src/app/source-code/terraform-grammar.ts';
import type { Report, Result, SourceLocation } from '../../src/model/report.ts';
import type { Settings } from '../../src/source-code/code.ts';
import { terraformParser } from '../../src/source-code/terraform/parser.ts';
import { account, region, report, resource, failing, evidence } from './report-builder.ts';
import { emptyFolder } from './run-cli.ts';

export const parser = () => terraformParser(terraformGrammar());

/** Writes files, by path, into a folder of their own that is a repository. */
export function written(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export const dbArn = (name: string, owner = account, place = region) => `arn:aws:rds:${place}:${owner}:db:${name}`;

/** A database in one zone, which `multi_az = true` mends. */
export function oneZone(name: string, tags: Readonly<Record<string, string>> | null = {}): Result {
  const judged = resource('rds.instance', 'AWS::RDS::DBInstance', dbArn(name), name, { tags });
  return failing({
    rule: 'rds.instance-multi-az',
    resource: judged,
    evidence: [evidence(judged, 'multiAz', false, true)],
    fix: { cli: null, terraform: 'multi_az = true', cloudformation: 'MultiAZ: true', effect: null },
  });
}

/** A state of format 4. */
export function state(resources: readonly object[], others: object = {}): string {
  return JSON.stringify({ version: 4, serial: 1, resources, ...others });
}

export function database(address: string, attributes: object): object {
  const [, module, type, name, key] = /^(?:(module\..+)\.)?(aws_\w+)\.(\w+)(?:\[(.+)\])?$/.exec(address) ?? [];
  const index: unknown = key === undefined ? undefined : JSON.parse(key);
  const instance = { ...(key === undefined ? {} : { index_key: index }), attributes };
  return { ...(module === undefined ? {} : { module }), mode: 'managed', type, name, instances: [instance] };
}

export interface Located {
  readonly source: SourceLocation | null;
  readonly found: FoundSource;
  readonly report: Report;
}

/** Where a result is written, in files of which some are states or plans. */
export async function locate(
  result: Result,
  files: Readonly<Record<string, string>>,
  documents: readonly string[] = [],
  below = '',
): Promise<Located> {
  const folder = written(files);
  const found = await findSource({ source: join(folder, below), documents: documents.map((path) => join(folder, path)) });
  const located = found.locate(report({ rules: {}, results: [result], exit: { code: 1, reason: '' } }));
  const [first] = [...located.results];
  return { source: first?.source ?? null, found, report: located };
}

/** `file:line:column-line:column precision`, or null. */
export function place(source: SourceLocation | null | undefined): string | null {
  if (source === null || source === undefined) return null;
  const { file, startLine, startColumn, endLine, endColumn, precision } = source;
  return `${file}:${startLine}:${startColumn}-${endLine}:${endColumn} ${precision}`;
}

/** Settings as `name line:column-line:column`, nested ones after their holder. */
export function settingLines(settings: Settings, holder = ''): readonly string[] {
  return [...settings].flatMap(([name, all]) =>
    all.flatMap(({ span, settings: inner }) => [
      `${holder}${name} ${span.startLine}:${span.startColumn}-${span.endLine}:${span.endColumn}`,
      ...settingLines(inner, `${holder}${name}.`),
    ]),
  );
}
