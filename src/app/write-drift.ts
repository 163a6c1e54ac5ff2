import type { DriftReport } from '../model/drift-report.ts';
import type { InputError } from '../model/input-error.ts';
import { type DriftFormat, loadDriftOutput } from '../output/drift/formats.ts';
import type { Destination } from './destinations.ts';
import { writeEach } from './write-each.ts';

export { driftFormats } from '../output/drift/formats.ts';

export interface WriteDriftOptions {
  /** Of standard output; a file has no colour and always the same width. */
  readonly terminal: { readonly color: boolean; readonly width: number };
  readonly verbose: boolean;
  readonly signal?: AbortSignal;
}

const file = { color: false, width: 100 };

/** @returns why some formats could not be written */
export function writeDrift(
  report: DriftReport,
  places: readonly Destination<DriftFormat>[],
  { terminal, verbose, signal }: WriteDriftOptions,
): Promise<readonly InputError[]> {
  return writeEach(
    places,
    async ({ format, path }) => (await loadDriftOutput(format))(report, { ...(path === null ? terminal : file), verbose }),
    signal,
  );
}
