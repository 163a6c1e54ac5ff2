import { basename } from 'node:path';
import { type Alias, type Document, LineCounter, parseDocument, visit } from 'yaml';
import { InputError } from '../../model/input-error.ts';
import type { ConfigurationFile } from '../../model/configuration.ts';
import { Positions } from './positions.ts';
import { configurations, type Path, problemsOf } from './problems.ts';

export interface ParsedConfiguration {
  readonly value: ConfigurationFile;
  /** Lines of the waivers, from 1. */
  readonly waiverLines: readonly number[];
}

/**
 * Reads YAML or JSON (which is YAML); of a package.json, its `ha-audit` key.
 *
 * @param file as messages name it
 * @throws InputError with every mistake as `file:line:column: what`, a line each, in the order of the file
 */
export function parseConfiguration(text: string, file: string): ConfigurationFile {
  return parsePlaced(text, file).value;
}

/** The same, with the lines that reports name. */
export function parsePlaced(text: string, file: string): ParsedConfiguration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const positions = new Positions(document, lines);
  const [error] = document.errors;
  if (error !== undefined) throw new InputError(`${file}:${positions.at(error.pos[0])}: ${error.message}`);
  const root = rootOf(file);
  const value = valueAt(root, plainValue(document, file, positions)) ?? {};
  const problems = problemsOf(value).map(({ path, message, isKey }) => ({
    offset: positions.offsetOf([...root, ...path], isKey),
    message,
  }));
  const told = problems.sort((a, b) => a.offset - b.offset).map(({ offset, message }) => `${file}:${positions.at(offset)}: ${message}`);
  if (told.length > 0) throw new InputError([...new Set(told)].join('\n'));
  if (!configurations.accepts(value)) throw new InputError(`${file} is no configuration`);
  return { value, waiverLines: (value.waivers ?? []).map((_, index) => positions.lineOf([...root, 'waivers', String(index)])) };
}

/** Where in a file the configuration stands. */
export function rootOf(file: string): Path {
  return basename(file) === 'package.json' ? ['ha-audit'] : [];
}

function plainValue(document: Document.Parsed, file: string, positions: Positions): unknown {
  try {
    const value: unknown = document.toJS();
    return value;
  } catch (error) {
    const place = positions.at(aliasOf(document)?.range?.[0] ?? 0);
    throw new InputError(`${file}:${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** The first alias that leads nowhere, else the first one: nothing else can make a value out of no value. */
function aliasOf(document: Document.Parsed): Alias | undefined {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_key, alias) => void aliases.push(alias) });
  return aliases.find((alias) => alias.resolve(document) === undefined) ?? aliases[0];
}

function valueAt([name]: Path, value: unknown): unknown {
  if (name === undefined) return value;
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
