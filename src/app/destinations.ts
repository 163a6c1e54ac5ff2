import { resolve } from 'node:path';
import { InputError } from '../model/input-error.ts';
import { type Format, formats } from '../output/formats.ts';
import { nearest } from './names.ts';

/** A format and the file it goes to; null is standard output. */
export interface Destination<F extends string = Format> {
  readonly format: F;
  readonly path: string | null;
}

/**
 * What `--format` and `-o` ask for; a table where nothing does.
 *
 * @param taken Files that are written anyway.
 * @param known Formats there are.
 * @throws InputError for an unknown format, and where two would share standard output or a file
 */
export function destinations(named: readonly string[], output: string | undefined, taken?: readonly string[]): readonly Destination[];
export function destinations<F extends string>(
  named: readonly string[],
  output: string | undefined,
  taken: readonly string[],
  known: readonly F[],
): readonly Destination<F>[];
export function destinations(
  named: readonly string[],
  output: string | undefined,
  taken: readonly string[] = [],
  known: readonly string[] = formats,
): readonly Destination<string>[] {
  const parsed = (named.length === 0 ? ['table'] : named).map((text) => destinationOf(text, known));
  const unplaced = parsed.filter(({ path }) => path === null);
  const [first] = unplaced;
  if (unplaced.length > 1) {
    const names = unplaced.map(({ format }) => format).join(' and ');
    throw new InputError(`${names} would share standard output; give all but one a file, such as --format ${first?.format ?? ''}=FILE`);
  }
  if (output !== undefined && first === undefined)
    throw new InputError(`every format has a file already, so -o ${output} has nothing to write`);
  const placed = parsed.map(({ format, path }) => ({ format, path: path ?? fileOf(output) }));
  const files = [...taken, ...placed.flatMap(({ path }) => path ?? [])].map((path) => resolve(path));
  const shared = files.find((path, index) => files.indexOf(path) !== index);
  if (shared !== undefined) throw new InputError(`two things would be written to ${shared}; give each a file of its own`);
  return placed;
}

function destinationOf(text: string, known: readonly string[]): Destination<string> {
  const [format = '', ...rest] = text.split('=');
  if (!known.includes(format)) throw new InputError(`there is no format ${format}${nearest(format, known)}; known are ${known.join(', ')}`);
  if (rest.length > 0 && rest.join('=') === '') throw new InputError(`--format ${text} names no file`);
  return { format, path: rest.length === 0 ? null : fileOf(rest.join('=')) };
}

/** `-` is standard output. */
function fileOf(path: string | undefined): string | null {
  return path === undefined || path === '-' ? null : path;
}
