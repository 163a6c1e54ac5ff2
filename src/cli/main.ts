import { isClosedPipe } from '../app/closed-pipe.ts';
import { enableCompileCache } from './compile-cache.ts';
import { program } from './program.ts';
import { closingLine, ProgramError } from './program-error.ts';

enableCompileCache();

// Until a command says how it ended it has crashed, also where Node ends the process by itself.
process.exitCode = 4;
process.on('uncaughtExceptionMonitor', () => {
  process.on('exit', () => {
    process.exitCode = 4;
  });
});
// Whoever reads may stop reading, as `head` does. Reports tell what cannot be written themselves; help and the like end here.
process.stderr.on('error', () => {});
process.stdout.on('error', (error) => {
  if (isClosedPipe(error)) return;
  process.on('exit', (exitCode) => {
    process.exitCode = exitCode === 0 ? 2 : exitCode;
  });
});

try {
  await program((exitCode) => {
    process.exitCode = exitCode;
  }).parseAsync();
} catch (error) {
  const { exitCode, message } = ProgramError.from(error);
  if (message !== '') process.stderr.write(closingLine(exitCode, message));
  process.exitCode = exitCode;
}
