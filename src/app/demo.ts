import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** From the bundle in `dist/`, and from the sources in `src/app/`. */
const candidates = ['../fixtures/demo/account.ndjson.gz', '../../fixtures/demo/account.ndjson.gz'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** The snapshot of the account shipped with the package. */
export function demoSnapshotPath(): string {
  return candidates.find((path) => existsSync(path)) ?? candidates.join(' or ');
}
