import { InputError } from '../model/input-error.ts';
import { writeWhole } from './files.ts';
import { writeStandardOutput } from './standard-output.ts';

/** Null is standard output. */
interface Place {
  readonly path: string | null;
}

/**
 * Writes each thing to its file, and the one without to standard output. Files come first: a closed pipe must not cost them.
 * What cannot be written does not keep the others from it.
 *
 * @returns why some could not be written
 */
export async function writeEach<P extends Place>(
  places: readonly P[],
  chunksOf: (place: P) => Promise<Iterable<string>>,
  signal?: AbortSignal,
): Promise<readonly InputError[]> {
  const failures: InputError[] = [];
  for (const place of places.toSorted((a, b) => Number(a.path === null) - Number(b.path === null))) {
    const chunks = await chunksOf(place);
    try {
      await (place.path === null ? writeStandardOutput(chunks, signal) : writeWhole(place.path, chunks, { signal }));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failures.push(error);
    }
  }
  return failures;
}
