import { type Command, Help } from 'commander';

export const exitStatuses = `
Exit status:
  0    judged, nothing failing at or above --fail-on
  1    findings at or above --fail-on
  2    wrong usage, unusable input or configuration, no credentials, output that cannot be written
  3    incomplete: nothing was judged, or something is unknown under --require-complete
  4    internal error
  130  interrupted
The highest cause counts, in the order 4, 2, 3, 1, 0. One line on standard error says why.`;

export const driftStatuses = `
Exit status:
  0    no verdict newly fails at or above --fail-on
  1    a verdict at or above --fail-on fails that passed, did not apply, or had no resource
  2    wrong usage, unusable input, snapshots of different accounts, no credentials,
       output that cannot be written
  3    nothing could be judged on a side, or AFTER tells less than BEFORE under --require-complete
  4    internal error
  130  interrupted`;

export const examples = `
Examples:
  ha-audit scan --demo                                  what a report looks like, without AWS
  ha-audit permissions > policy.json                    what the role that scans has to allow
  ha-audit scan --region eu-west-1                      judge what runs there
  ha-audit rules show rds.instance-multi-az             why a rule matters, and how to mend it`;

export const scanExamples = `
Examples:
  ha-audit scan --region all --ruleset strict           every enabled region, every demand
  ha-audit scan --rules 'rds.*' --tag Env=prod          one service, one environment
  ha-audit scan --format table,sarif=ha-audit.sarif     on the terminal and for code scanning
  ha-audit scan --format json=main.json                 then, on a branch:
  ha-audit scan --baseline main.json --fail-on-new      fail on what is new alone
  ha-audit scan --from account.ndjson.gz                what "ha-audit snapshot" saved`;

/** As wide as the terminal, up to 100 columns; an empty list as a default is no news. */
export function withHelp(command: Command): Command {
  return command
    .configureOutput({ getOutHelpWidth: () => Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 100) })
    .configureHelp({ optionDescription: (option) => new Help().optionDescription(option).replace(/ ?\(default: \[\]\)/, '') });
}
