import { isClosedPipe } from '../app/closed-pipe.ts';
import type { ExitCode } from '../model/terms.ts';
import { program } from './program.ts';
import { closingLine, ProgramError } from './program-error.ts';

/** Null until a command says how it ended: without that it has crashed, also where Node ends the process by itself. */
let ended: ExitCode | null = null;
let unwritten: Error | null = null;

process.on('uncaughtExceptionMonitor', () => end(4, 'internal error, please report it'));
process.on('exit', () => {
  if (ended === null) end(4, 'internal error, please report it: the work was never finished');
  if (ended === 0 && unwritten !== null) end(2, `cannot write standard output: ${unwritten.message}`);
  process.exitCode = ended ?? 4;
});

// Whoever reads may stop reading, as `head` does. Reports tell themselves what could not be written; help and the like don't.
process.stderr.on('error', () => {});
process.stdout.on('error', (error: Error) => {
  if (!isClosedPipe(error)) unwritten = error;
});

try {
  await program((exitCode) => {
    ended = exitCode;
  }).parseAsync();
} catch (error) {
  const { exitCode, message } = ProgramError.from(error);
  end(exitCode, message);
}

function end(exitCode: ExitCode, reason: string): void {
  ended = exitCode;
  if (reason !== '') process.stderr.write(closingLine(exitCode, reason));
}
