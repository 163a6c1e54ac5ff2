import { CommanderError } from 'commander';
import { isExpected } from '../app/error-kind.ts';
import { plainLines } from '../app/plain-lines.ts';
import type { ExitCode } from '../model/report.ts';

/** How a run ends that has no report. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }

  /** What was thrown, as its exit status and why. A stack is shown for what nobody expected, and for nothing else. */
  static from(error: unknown): ProgramError {
    if (error instanceof ProgramError) return error;
    if (error instanceof CommanderError) return fromCommander(error);
    if (isExpected(error)) return new ProgramError(2, error.message, { cause: error });
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return new ProgramError(4, `internal error, please report it\n${detail}`, { cause: error });
  }
}

function fromCommander({ exitCode, code, message }: CommanderError): ProgramError {
  if (exitCode === 0) return new ProgramError(0, '');
  // Help that nobody asked for has been printed in full.
  if (code === 'commander.help') return new ProgramError(2, 'no command is given');
  const [said = '', ...hints] = message.replace(/^error: /, '').split('\n');
  return new ProgramError(2, `${[said.replace(/\.$/, ''), ...hints].join(' ')}; --help lists what there is`);
}

/** The one line that says why this exit status; longer for internal errors and mistakes in a file. */
export function closingLine(exitCode: ExitCode, reason: string): string {
  return `ha-audit: exit ${exitCode}: ${plainLines(reason)}\n`;
}
