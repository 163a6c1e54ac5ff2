/** Reads an organization and ends: `read.ts ACCOUNTS`. A process of its own, so that its memory is its own. */
import { accountTargets } from '../../src/app/accounts.ts';
import { readSource } from '../../src/app/read-source.ts';
import { accountIds } from '../../test/kit/organization.ts';

const several = {
  targets: accountTargets(accountIds(Number(process.argv[2]))),
  orgRole: 'ha-audit',
  resume: process.argv[3] ?? null,
  isAsked: true,
};
const { header } = await readSource(
  { type: 'live', account: { regions: ['us-east-1'], several } },
  { kinds: null, signal: new AbortController().signal, onProgress: () => {} },
);
const lost = header.coverage.flatMap(({ gaps }) => gaps);
if (header.nodes < 2 * several.targets.length || lost.length > 0) throw new Error(`not everything was read: ${JSON.stringify(lost[0])}`);
