import { basename } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { InputError } from '../../model/input-error.ts';
import type { ConfigurationFile } from '../../model/configuration.ts';
import { Positions } from './positions.ts';
import { configurations, type Path, problemsOf } from './problems.ts';

/**
 * Reads YAML or JSON (which is YAML); of a package.json, its `ha-audit` key.
 *
 * @param file as messages name it
 * @throws InputError with every mistake as `file:line:column: what`, a line each, in the order of the file
 */
export function parseConfiguration(text: string, file: string): ConfigurationFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const positions = new Positions(document, lines);
  const [error] = document.errors;
  if (error !== undefined) throw new InputError(`${file}:${positions.at(error.pos[0])}: ${error.message}`);
  const root: Path = basename(file) === 'package.json' ? ['ha-audit'] : [];
  const value = valueAt(root, plainValue(document, file)) ?? {};
  const problems = problemsOf(value).map(({ path, message, isKey }) => ({
    offset: positions.offsetOf([...root, ...path], isKey),
    message,
  }));
  const told = problems.sort((a, b) => a.offset - b.offset).map(({ offset, message }) => `${file}:${positions.at(offset)}: ${message}`);
  if (told.length > 0) throw new InputError([...new Set(told)].join('\n'));
  if (configurations.accepts(value)) return value;
  throw new InputError(`${file} is no configuration`);
}

function plainValue(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    const value: unknown = document.toJS();
    return value;
  } catch (error) {
    throw new InputError(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function valueAt([name]: Path, value: unknown): unknown {
  if (name === undefined) return value;
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
