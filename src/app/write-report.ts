import { InputError } from '../model/input-error.ts';
import type { Report, Severity } from '../model/report.ts';
import { loadOutput } from '../output/formats.ts';
import type { Destination } from './destinations.ts';
import { writeWhole } from './files.ts';
import { writeStandardOutput } from './standard-output.ts';

export interface WriteReportOptions {
  /** Of standard output; a file has no colour and always the same width. */
  readonly terminal: { readonly color: boolean; readonly width: number };
  readonly verbose: boolean;
  readonly minimumSeverity: Severity | undefined;
  /** See `sarifAnchor`; needed where a destination is SARIF or GitLab's report. */
  readonly sarifAnchor: string | null;
  /** Told what a format had to leave out; see `OutputOptions`. */
  readonly onNote?: (note: string) => void;
  readonly signal?: AbortSignal;
}

const file = { color: false, width: 100 };

/**
 * Writes each format to its file, and the one without to standard output. Files come first: a closed pipe must not cost them.
 * What cannot be written does not keep the others from it.
 *
 * @returns why some could not be written
 */
export async function writeReport(
  report: Report,
  destinations: readonly Destination[],
  options: WriteReportOptions,
): Promise<readonly InputError[]> {
  const { terminal, verbose, minimumSeverity, sarifAnchor, onNote, signal } = options;
  const failures: InputError[] = [];
  for (const { format, path } of destinations.toSorted((a, b) => Number(a.path === null) - Number(b.path === null))) {
    const output = await loadOutput(format);
    const sarif = sarifAnchor === null ? undefined : { anchor: sarifAnchor };
    const chunks = output.render(report, { ...(path === null ? terminal : file), verbose, minimumSeverity, sarif, onNote });
    try {
      await (path === null ? writeStandardOutput(chunks, signal) : writeWhole(path, chunks, { signal }));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failures.push(error);
    }
  }
  return failures;
}
