import { loadConfiguration } from '../../app/config/load.ts';
import { kindsOf } from '../../app/judge-snapshot.ts';
import { policyFor } from '../../app/policy.ts';
import { selectRules } from '../../app/rule-selection.ts';
import type { PermissionsFlags } from '../flags.ts';
import { interruption } from '../interruption.ts';
import { liveOptions } from '../live-source.ts';

export async function runPermissions(flags: PermissionsFlags): Promise<void> {
  const configuration = await loadConfiguration(flags.config ?? null);
  const rules = selectRules({ ruleset: flags.ruleset ?? configuration.ruleset, include: flags.rules, exclude: flags.skip, settings: configuration.rules });
  const kinds = kindsOf(rules);
  if (flags.check !== true) {
    process.stdout.write(`${JSON.stringify(policyFor(kinds), null, 2)}\n`);
    return;
  }
  const stop = interruption(flags.timeout);
  try {
    const { probeLive } = await import('../../app/live.ts');
    const probes = await probeLive(liveOptions(flags, configuration.regions, stop.signal), kinds);
    const missing = probes.flatMap(({ action, gap }) => (gap === null ? [] : [{ action, gap }]));
    for (const { action, gap } of missing) {
      const blinded = rules.filter(({ rule }) => policyFor(rule.reads).Statement.some(({ Action }) => Action.includes(action))).map(({ rule }) => rule.id);
      process.stdout.write(`${action}: ${gap.reason}: ${gap.detail}\n  needed by ${blinded.length === 0 ? 'the grouping by workload' : blinded.join(', ')}\n`);
    }
    process.stderr.write(`ha-audit: ${probes.length - missing.length} of ${probes.length} actions answered\n`);
    process.exitCode = missing.length === 0 ? 0 : 3;
  } finally {
    stop.end();
  }
}
