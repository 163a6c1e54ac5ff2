import type { Report, Severity } from '../model/report.ts';

export interface SarifOptions {
  /** The file every result points to: posix path relative to the root of the repository. It must exist there. */
  readonly anchor: string;
  /** Category of the run in code scanning; by default made of accounts and regions. */
  readonly automationId?: string | undefined;
}

export interface OutputOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly verbose: boolean;
  /** Failing results below this severity are left out; counts and exit status still know them. */
  readonly minimumSeverity?: Severity | undefined;
  /** Needed by `sarif` and, for the anchor, by `gitlab`. */
  readonly sarif?: SarifOptions | undefined;
  /** Told, in a sentence for the person at the terminal, what a format had to leave out or cut. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/** A report as text, in chunks. An output writes nothing itself and gives the same bytes for the same report. */
export interface Output {
  readonly format: string;
  readonly mediaType: string;
  readonly render: (report: Report, options: OutputOptions) => Iterable<string>;
}

export function defineOutput(output: Output): Output {
  return output;
}
