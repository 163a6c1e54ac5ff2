import type { Fix } from '../model/report.ts';
import { isPlain, plainText } from './plain-text.ts';

/** Taking an invisible character out of a command would change what it does; a reader must not run it unseen. */
export const hiddenCommand = '(the command holds invisible characters; the JSON report has it)';

/** The shortest way to mend a finding, on one line: the command, else what to write into the template. Null where there is none. */
export function fixText(fix: Fix | null): string | null {
  if (fix === null) return null;
  const { cli, terraform, cloudformation, effect } = fix;
  if (cli !== null) return isPlain(cli) ? cli : hiddenCommand;
  if (terraform !== null) return `Terraform: ${plainText(terraform)}`;
  if (cloudformation !== null) return `CloudFormation: ${plainText(cloudformation)}`;
  return effect === null ? null : plainText(effect);
}
