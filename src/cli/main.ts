import { enableCompileCache } from './compile-cache.ts';
import { ProgramError } from './program-error.ts';
import { program } from './program.ts';

enableCompileCache();

/** Standard output closed early (`| head`): nobody reads any more, and that is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program().parseAsync();
} catch (error) {
  const failure = ProgramError.from(error);
  if (failure.message !== '') process.stderr.write(`${failure.message}\n`);
  process.exitCode = failure.exitCode;
}
