import { brotliDecompressSync } from 'node:zlib';
import { actions } from '../generated/actions.ts';
import { packedVocabulary } from '../generated/vocabulary.ts';
import { kinds } from '../model/kinds.ts';
import type { Report } from '../model/report.ts';
import { words } from '../output/redaction/free-text.ts';
import { redacted } from '../output/redaction/redacted.ts';

/** The report without what would tell whose account it is; see `redacted`. */
export function redact(report: Report): Report {
  const said = brotliDecompressSync(Buffer.from(packedVocabulary, 'base64')).toString('utf8').split(' ');
  const named = [...Object.keys(kinds), ...Object.values(kinds).map(({ type }) => type), ...Object.values(actions).flat()];
  return redacted(report, new Set([...said, ...named.flatMap((text) => text.toLowerCase().match(words) ?? [])]));
}
