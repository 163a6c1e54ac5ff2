import type { InputError } from '../model/input-error.ts';
import type { Report, Severity } from '../model/report.ts';
import { loadOutput } from '../output/formats.ts';
import type { Destination } from './destinations.ts';
import { writeEach } from './write-each.ts';

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

/** @returns why some formats could not be written; see `writeEach` */
export function writeReport(
  report: Report,
  destinations: readonly Destination[],
  { terminal, signal, sarifAnchor, ...options }: WriteReportOptions,
): Promise<readonly InputError[]> {
  const sarif = sarifAnchor === null ? undefined : { anchor: sarifAnchor };
  const render = async ({ format, path }: Destination) =>
    (await loadOutput(format)).render(report, { ...(path === null ? terminal : file), ...options, sarif });
  return writeEach(destinations, render, signal);
}
