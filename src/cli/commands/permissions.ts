import { loadConfiguration } from '../../app/config/load.ts';
import { checkPermissions, type CheckedAction } from '../../app/check-permissions.ts';
import { policyFor } from '../../app/policy.ts';
import { plainLines } from '../../app/plain-lines.ts';
import { chooseRules, kindsOf } from '../../app/scan.ts';
import { writeStandardOutput } from '../../app/standard-output.ts';
import type { ExitCode } from '../../model/report.ts';
import type { PermissionsFlags } from '../flags.ts';
import { closingLine } from '../program-error.ts';
import { accountOf, reading, selectionOf } from '../reading.ts';

/** Prints the policy, or with `--check` which of its actions the account refuses. */
export async function runPermissions(flags: PermissionsFlags): Promise<ExitCode> {
  const configuration = await loadConfiguration(flags.config ?? null);
  const rules = chooseRules(selectionOf(flags, configuration));
  if (flags.check !== true) {
    await writeStandardOutput([`${JSON.stringify(policyFor(kindsOf(rules)), null, 2)}\n`]);
    return 0;
  }
  const checked = await reading(flags, false, (signal) => checkPermissions(rules, accountOf(flags, configuration), signal));
  await writeStandardOutput([flags.format === 'json' ? `${JSON.stringify(checked, null, 2)}\n` : textOf(checked)]);
  const { code, reason } = conclusion(checked);
  process.stderr.write(closingLine(code, reason));
  return code;
}

function textOf(checked: readonly CheckedAction[]): string {
  return checked
    .filter(({ outcome }) => outcome !== 'allowed')
    .map(({ action, outcome, detail, rules }) => {
      const users = rules.length === 0 ? 'the grouping by workload' : rules.join(', ');
      return plainLines(`${action}: ${outcome}${detail === null ? '' : `: ${detail}`}\n  needed by ${users}\n`);
    })
    .join('');
}

/** An action that nothing in the account could be tried on is not known to be missing. */
function conclusion(checked: readonly CheckedAction[]): { readonly code: ExitCode; readonly reason: string } {
  const count = (outcome: string) => checked.filter((each) => each.outcome === outcome).length;
  const [allowed, denied, unclear, untried] = [count('allowed'), count('denied'), count('unclear'), count('untried')];
  const reason = [
    `${allowed} of ${checked.length} actions are allowed`,
    ...(denied === 0 ? [] : [`${denied} denied`]),
    ...(unclear === 0 ? [] : [`${unclear} could not be told`]),
    ...(untried === 0 ? [] : [`${untried} had nothing to be tried on`]),
  ];
  return { code: denied + unclear === 0 ? 0 : 3, reason: reason.join(', ') };
}
