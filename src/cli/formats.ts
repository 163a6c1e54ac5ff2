import { nearest } from '../app/names.ts';
import { InputError } from '../model/input-error.ts';
import { type Format, formats, isFormat } from '../output/formats.ts';

/** A format and the file it goes to; null is standard output. */
export interface Destination {
  readonly format: Format;
  readonly path: string | null;
}

/**
 * What `--format` and `-o` ask for; a table where nothing does.
 *
 * @throws InputError for an unknown format, and where two would share standard output
 */
export function destinations(named: readonly string[], output: string | undefined): readonly Destination[] {
  const parsed = (named.length === 0 ? ['table'] : named).map((text): Destination => {
    const at = text.indexOf('=');
    const format = at < 0 ? text : text.slice(0, at);
    if (!isFormat(format)) throw new InputError(`there is no format ${format}${nearest(format, formats)}; known are ${formats.join(', ')}`);
    if (at === text.length - 1) throw new InputError(`--format ${text} names no file`);
    return { format, path: at < 0 ? null : text.slice(at + 1) };
  });
  const unplaced = parsed.filter(({ path }) => path === null);
  if (unplaced.length > 1) {
    throw new InputError(`${unplaced.map(({ format }) => format).join(' and ')} would share standard output; give all but one a file, such as --format ${unplaced[0]?.format ?? ''}=FILE`);
  }
  if (output === undefined) return parsed;
  if (unplaced.length === 0) throw new InputError(`every format has a file already, so -o ${output} has nothing to write`);
  return parsed.map((destination) => (destination.path === null ? { ...destination, path: output === '-' ? null : output } : destination));
}
