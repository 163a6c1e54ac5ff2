/**
 * Writes everything that follows from the rules, collectors and kinds.
 *
 *     npm run gen                 writes all of it
 *     npm run gen -- --check      writes the git-ignored part only, and fails where a committed file is not what it should be
 *     npm run gen -- --runtime    writes the git-ignored part only, if anything it follows from has changed
 */
import { parseArgs } from 'node:util';
import { fingerprint, isFresh, markFresh } from './freshness.ts';
import { differences, isCommitted, removeOrphans, write } from './gen/artefact.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, runtime: { type: 'boolean', default: false } } });

const stamp = 'src/generated/.inputs';
const inputs = fingerprint(['src', 'rules', 'tools/gen']);
if (!(values.runtime && isFresh(stamp, inputs))) {
  const { committedArtefacts, writeRuntime } = await import('./gen/pipeline.ts');
  const runtime = await writeRuntime();
  markFresh(stamp, inputs);
  if (!values.runtime) {
    const artefacts = [...runtime, ...(await committedArtefacts())];
    if (values.check) report(differences(artefacts));
    else {
      write(artefacts.filter(isCommitted));
      removeOrphans(artefacts);
    }
  }
}

function report(problems: readonly string[]): void {
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) return;
  console.error('Run `npm run gen` and commit what it writes.');
  process.exitCode = 1;
}
