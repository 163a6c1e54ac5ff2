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
  const { code, reason } = conclusion(checked, rules.length);
  process.stderr.write(closingLine(code, reason));
  return code;
}

function textOf(checked: readonly CheckedAction[]): string {
  const tried = new Set(checked.flatMap(({ regions }) => regions)).size;
  return checked
    .filter(({ outcome }) => outcome !== 'allowed')
    .map(({ action, outcome, detail, regions, rules }) => {
      const where = tried > 1 && regions.length > 0 ? ` in ${regions.join(', ')}` : '';
      const said = detail === null ? '' : `: ${detail}`;
      const blind = rules.length === 0 ? `needed by ${purposeOf(action)}` : `blind without it: ${rules.join(', ')}`;
      return plainLines(`${action}: ${outcome}${where}${said}\n  ${blind}\n`);
    })
    .join('');
}

/** Of an action that no selected rule needs. */
function purposeOf(action: string): string {
  return action === 'ec2:DescribeRegions' ? 'the list of enabled regions' : 'the grouping by workload';
}

/** An action that nothing in the account could be tried on is not known to be missing. */
function conclusion(checked: readonly CheckedAction[], rules: number): { readonly code: ExitCode; readonly reason: string } {
  const of = (outcome: CheckedAction['outcome']) => checked.filter((each) => each.outcome === outcome);
  const [allowed, denied, unclear, untried] = [of('allowed').length, of('denied').length, of('unclear').length, of('untried').length];
  const blind = new Set([...of('denied'), ...of('unclear')].flatMap((each) => each.rules)).size;
  const reason = [
    `${allowed} of ${checked.length} actions are allowed`,
    ...(denied === 0 ? [] : [`${denied} denied`]),
    ...(unclear === 0 ? [] : [`${unclear} could not be told`]),
    ...(untried === 0 ? [] : [`${untried} had nothing to be tried on`]),
    ...(denied + unclear === 0 ? [] : [`${blind} of ${rules} rules would be blind`]),
  ];
  return { code: denied + unclear === 0 ? 0 : 3, reason: reason.join(', ') };
}
