import { Command, Option } from 'commander';
import { tool } from '../generated/tool.ts';
import { rulesets, severities } from '../model/report.ts';
import type { PermissionsFlags, ScanFlags, SnapshotFlags } from './flags.ts';
import { collect, durationSeconds, tagPair } from './option-values.ts';

/** Every command and flag; what they do is loaded when they run. */
export function program(): Command {
  const command = new Command('ha-audit')
    .description('Tells, with proof, whether an AWS workload survives losing an instance, a zone or a bad deployment.')
    .version(tool.version)
    .exitOverride()
    .showHelpAfterError('(add --help for usage)');
  scanCommand(command);
  snapshotCommand(command);
  rulesCommands(command);
  permissionsCommand(command);
  return command;
}

function scanCommand(parent: Command): void {
  const scan = parent.command('scan').description('read a source, judge it, report');
  scan
    .option('--demo', 'judge the account shipped with the package: no AWS account, no network')
    .option('--from <file>', 'judge a snapshot instead of the live account; - is standard input')
    .option('--save-snapshot <file>', 'keep what a live scan read');
  liveOptions(scan);
  selectionOptions(scan)
    .option('--workload <name>', 'judge only the resources of a workload (repeatable, glob)', collect, [])
    .option('--tag <key=value>', 'judge only the resources with a tag (repeatable)', (value: string, tags: readonly object[]) => [...tags, tagPair(value)], [])
    .addOption(new Option('--fail-on <severity>', 'lowest severity that makes the exit status 1').choices([...severities, 'never']).default('high'))
    .option('--require-complete', 'exit 3 if anything is unknown')
    .option('--allow-empty', 'exit 0 even if nothing could be judged')
    .option('--as-of <date>', 'judge the facts as of this date')
    .option('--format <format[=file]>', 'table, json, ndjson or sarif; repeatable or comma-separated', collect, [])
    .option('-o, --output <file>', 'write the format that names no file here')
    .addOption(new Option('--severity <severity>', 'leave lesser findings out of the reports (not of the exit status)').choices(severities))
    .option('--sarif-anchor <file>', 'file of the repository that SARIF results point to')
    .option('--verbose', 'show passes and coverage too')
    .option('--quiet', 'no progress')
    .option('--no-color', 'no colour')
    .action(async () => (await import('./commands/scan.ts')).runScan(scan.opts<ScanFlags>()));
}

function snapshotCommand(parent: Command): void {
  const snapshot = parent.command('snapshot').description('read the live account, judge nothing, save the snapshot').requiredOption('-o, --output <file>', 'where to save it; .gz compresses');
  liveOptions(snapshot);
  selectionOptions(snapshot)
    .option('--quiet', 'no progress')
    .action(async () => (await import('./commands/snapshot.ts')).runSnapshot(snapshot.opts<SnapshotFlags>()));
}

function rulesCommands(parent: Command): void {
  const rules = parent.command('rules').description('the invariants that are checked');
  rules
    .command('list')
    .description('every rule')
    .addOption(new Option('--format <format>').choices(['table', 'json']).default('table'))
    .action(async ({ format }: { format: string }) => (await import('./commands/rules.ts')).listRules(format));
  rules
    .command('show <id>')
    .description('one rule: why, parameters, what it reads, permissions')
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .action(async (id: string, { format }: { format: string }) => (await import('./commands/rules.ts')).showRule(id, format));
}

function permissionsCommand(parent: Command): void {
  const permissions = parent.command('permissions').description('the least-privilege IAM policy of the selected rules').option('--check', 'try it against the account and name what is missing');
  liveOptions(permissions);
  selectionOptions(permissions)
    .addOption(new Option('--format <format>').choices(['json']).default('json'))
    .action(async () => (await import('./commands/permissions.ts')).runPermissions(permissions.opts<PermissionsFlags>()));
}

function liveOptions(command: Command): void {
  command
    .option('--profile <name>', 'profile of the AWS configuration')
    .option('--role-arn <arn>', 'role to assume')
    .option('--external-id <id>', 'external id for the role')
    .option('--region <region>', 'region to read (repeatable), or all for every enabled one', collect, [])
    .option('--timeout <seconds>', 'what was not read by then is unknown; also 90s, 5m', durationSeconds);
}

function selectionOptions(command: Command): Command {
  return command
    .addOption(new Option('--ruleset <name>', 'named set of rules').choices(rulesets))
    .option('--rules <glob>', 'choose rules by id among all (repeatable)', collect, [])
    .option('--skip <glob>', 'take rules away (repeatable)', collect, [])
    .option('--config <file>', 'configuration file; else ha-audit.yaml, .yml, .json or package.json');
}
