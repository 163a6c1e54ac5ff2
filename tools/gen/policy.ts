import { kindsRead } from '../../src/engine/report.ts';
import type { Rule } from '../../src/engine/rule.ts';
import type { Artefact } from './artefact.ts';

/** `iam/read-only.json`: the policy that reads what every rule needs. Loaded late, since it stands on the table of actions. */
export async function policyFile(rules: readonly Rule[]): Promise<Artefact> {
  const { policyFor } = await import('../../src/app/policy.ts');
  const policy = policyFor(kindsRead(rules));
  return { path: 'iam/read-only.json', content: `${JSON.stringify(policy, null, 2)}\n` };
}
