import type { SelectedRule } from '../engine/report.ts';
import { type AccountChoice, liveOptions } from './live-options.ts';
import { actionsFor } from './policy.ts';
import { kindsOf } from './scan.ts';

/** What trying an IAM action showed. */
export interface CheckedAction {
  readonly action: string;
  /** `unclear`: it failed for another reason than a refusal; `untried`: the account holds nothing to try it on. */
  readonly outcome: 'allowed' | 'denied' | 'unclear' | 'untried';
  /** What AWS said, in plain words. */
  readonly detail: string | null;
  /** Regions in which it came out so. */
  readonly regions: readonly string[];
  /** Ids of the selected rules that are blind without it: what they judge would be unknown. */
  readonly rules: readonly string[];
}

/**
 * Tries every action of the policy of these rules once in each region.
 *
 * @throws SetupError where the account cannot be reached
 */
export async function checkPermissions(
  rules: readonly SelectedRule[],
  account: AccountChoice,
  signal: AbortSignal,
): Promise<readonly CheckedAction[]> {
  const { probeLive } = await import('./live.ts');
  const probes = await probeLive(liveOptions(account, signal), kindsOf(rules));
  const needs = rules.map(({ rule }) => ({ id: rule.id, actions: new Set(actionsFor(rule.reads)) }));
  return probes.map(({ action, outcome, gap, regions }) => ({
    action,
    outcome,
    detail: gap?.detail ?? null,
    regions,
    rules: needs.flatMap(({ id, actions }) => (actions.has(action) ? [id] : [])),
  }));
}
