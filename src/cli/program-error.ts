import { CommanderError } from 'commander';
import type { ExitCode } from '../model/report.ts';

/** How a run ends that gives no report: one line for standard error, and the exit status. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }

  static from(error: unknown): ProgramError {
    if (error instanceof ProgramError) return error;
    // Commander has printed its own message already; help and version are no errors.
    if (error instanceof CommanderError) return new ProgramError('', error.exitCode === 0 ? 0 : 2);
    if (error instanceof Error && (error.name === 'InputError' || error.name === 'SetupError')) {
      return new ProgramError(`ha-audit: ${error.message}`, 2, { cause: error });
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return new ProgramError(`ha-audit: internal error, please report it\n${detail}`, 4, { cause: error });
  }
}
