import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { judgeSnapshot } from '../../src/app/judge-snapshot.ts';
import { type Selection, selectRules } from '../../src/app/rule-selection.ts';
import type { JudgeOptions, SelectedRule } from '../../src/engine/report.ts';
import type { Report } from '../../src/model/report.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { readSnapshot } from '../../src/sources/snapshot.ts';

const everything: Selection = { ruleset: 'standard', include: ['*'], exclude: [], settings: {} };
/** Selected once: the validation of parameters is not what whole accounts test. */
let all: readonly SelectedRule[] | undefined;

/** A snapshot from a file of the project. */
export async function readAccount(path: string): Promise<Snapshot> {
  return readSnapshot(Readable.from([readFileSync(path)]), path);
}

/** Judges by every rule unless others are chosen; a rule that crashes throws. */
export function judgeAccount(snapshot: Snapshot, options: Partial<JudgeOptions> = {}): Report {
  const { accounts, regions, finishedAt, startedAt } = snapshot.header;
  return judgeSnapshot(snapshot, {
    rules: (all ??= selectRules(everything)),
    exit: { failOn: 'high', requireComplete: false, allowEmpty: false },
    tool: { name: 'ha-audit', version: '0.0.0' },
    run: { source: 'file', startedAt, finishedAt, accounts, regions, ruleset: 'standard' },
    onCrash: (_rule, _resource, error) => {
      throw error;
    },
    ...options,
  });
}
