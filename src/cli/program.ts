import { Command, Option } from 'commander';
import { tool } from '../app/tool.ts';
import { type ExitCode, rulesets, severities } from '../model/terms.ts';
import type { DriftFlags, InitFlags, PermissionsFlags, ScanFlags, SnapshotFlags, WaiveFlags } from './flags.ts';
import { driftStatuses, examples, exitStatuses, scanExamples, withHelp } from './help.ts';
import { collect, collectList, collectTags, durationSeconds, moment } from './option-values.ts';

/** Runs one command line; its exit status is told, never set. */
type Run = (exitCode: ExitCode) => void;

/** Every command and flag; what they do is loaded when they run. */
export function program(end: Run): Command {
  const command = withHelp(new Command('ha-audit'))
    .description('Tells, with proof, whether an AWS workload survives losing an instance, a zone or a bad deployment.')
    .version(tool.version)
    .addHelpText('after', `${examples}\n${exitStatuses}`)
    .exitOverride()
    // Errors are worded and printed in one place, by main.ts.
    .configureOutput({ outputError: () => {} });
  scanCommand(command, end);
  snapshotCommand(command, end);
  driftCommand(command, end);
  rulesCommands(command, end);
  permissionsCommand(command, end);
  waiveCommand(command, end);
  initCommand(command, end);
  return command;
}

function scanCommand(parent: Command, end: Run): void {
  const scan = parent
    .command('scan')
    .description('read a source, judge it, report')
    .addHelpText('after', `${scanExamples}\n${exitStatuses}`);
  const liveFlags = ['profile', 'roleArn', 'externalId', 'region', 'saveSnapshot', 'accounts', 'orgRole', 'resume'];
  const from = new Option(
    '--from <file>',
    'judge a snapshot instead of the live account; - is standard input; config, config+live, config-aggregator:NAME: what AWS Config holds',
  );
  from.argParser((source: string) => {
    // A file has no account; AWS Config is reached as one.
    if (!/^config(?:\+live|-aggregator:.*)?$/.test(source)) from.conflicts(liveFlags);
    return source;
  });
  scan
    .optionsGroup('What to read:')
    .addOption(
      new Option('--demo', 'judge the account shipped with the package: no AWS account, no network').conflicts(['from', ...liveFlags]),
    )
    .addOption(from)
    .option('--save-snapshot <file>', 'keep what a live scan read; .gz compresses');
  liveOptions(scan);
  accountsOptions(scan);
  selectionOptions(scan)
    .optionsGroup('Which resources to judge:')
    .option('--account <id>', 'judge only the resources of an account (glob, repeatable)', collect, [])
    .option('--only-region <region>', 'judge only the resources in a region (glob, repeatable)', collect, [])
    .option('--workload <name>', 'judge only the resources of a workload (glob, repeatable)', collect, [])
    .option('--tag <key=value>', 'judge only the resources with a tag (repeatable: all of them)', collectTags, [])
    .optionsGroup('How to judge:')
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that makes the exit status 1').choices([...severities, 'never']).default('high'),
    )
    .option('--require-complete', 'exit 3 if anything is unknown')
    .option('--allow-empty', 'exit 0 even if nothing could be judged')
    .option('--baseline <file>', 'an earlier report (json or ndjson) to tell new findings from known ones')
    .option('--fail-on-new', 'exit 1 for findings alone that the baseline does not hold')
    .option('--no-waivers', 'count every finding, whatever the configuration accepts')
    .option(
      '--as-of <date>',
      "judge as of this date: facts instead of the snapshot's, waivers instead of today; a day, or a time with zone",
      moment,
    )
    .optionsGroup('What to report:')
    .option(
      '--format <format[=file]>',
      'table, json, ndjson, sarif, junit, markdown, summary, html, csv, gitlab, ocsf or asff; repeatable or comma-separated',
      collectList,
      [],
    )
    .option('-o, --output <file>', 'write the format that names no file here')
    .addOption(new Option('--severity <severity>', 'leave lesser findings out of the reports (not of the exit status)').choices(severities))
    .option('--since', 'tell since when a finding holds, as far as AWS Config recorded it')
    .option('--redact', 'replace account ids, names and addresses in the reports (not in --save-snapshot)')
    .option('--verbose', 'show passes and coverage too')
    .option('--quiet', 'no progress')
    .option('--no-color', 'no colour; NO_COLOR and CI say the same')
    .optionsGroup('Where it is written:')
    .option('--source <dir>', 'Terraform or CloudFormation code: each finding tells the line it is written at')
    .option('--tf-state <file>', 'Terraform state of that code, as stored or as `terraform show -json` prints it (repeatable)', collect, [])
    .option('--tf-plan <file>', 'plan of that code, as `terraform show -json` prints it (repeatable)', collect, [])
    .option('--sarif-anchor <file>', 'file of the repository that SARIF and GitLab results point to; else the configuration or a README')
    .action(async () => end(await (await import('./commands/scan.ts')).runScan(scan.opts<ScanFlags>())));
}

function snapshotCommand(parent: Command, end: Run): void {
  const snapshot = parent
    .command('snapshot')
    .description('read the live account, judge nothing, save the snapshot')
    .requiredOption('-o, --output <file>', 'where to save it; .gz compresses');
  liveOptions(snapshot);
  accountsOptions(snapshot);
  selectionOptions(snapshot)
    .optionsGroup('Options:')
    .option('--quiet', 'no progress')
    .action(async () => end(await (await import('./commands/snapshot.ts')).runSnapshot(snapshot.opts<SnapshotFlags>())));
}

function driftCommand(parent: Command, end: Run): void {
  const drift = parent
    .command('drift')
    .description('compare two snapshots, or one with the live account: verdicts that flipped, and what explains them')
    .argument('<before>', 'a snapshot; - is standard input')
    .argument('[after]', 'another one; left out, the live account is read in the regions of BEFORE')
    .addHelpText('after', driftStatuses);
  liveOptions(drift);
  selectionOptions(drift)
    .optionsGroup('Options:')
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity of a verdict that newly fails that makes the exit status 1')
        .choices([...severities, 'never'])
        .default('high'),
    )
    .option('--require-complete', 'exit 3 if AFTER tells less than BEFORE')
    .option('--allow-empty', 'exit 0 even if nothing could be judged on a side')
    .option('--no-waivers', 'count every verdict, whatever the configuration accepts')
    .option('--as-of <date>', 'judge both as of this date instead of the time of each; a day, or a time with zone', moment)
    .option('--format <format[=file]>', 'table, json, markdown or html; repeatable or comma-separated', collectList, [])
    .option('-o, --output <file>', 'write the format that names no file here')
    .option('--verbose', 'list every change, not only those that flip a verdict')
    .option('--quiet', 'no progress')
    .option('--no-color', 'no colour; NO_COLOR and CI say the same')
    .action(async (before: string, after: string | undefined) =>
      end(await (await import('./commands/drift.ts')).runDrift(before, after, drift.opts<DriftFlags>())),
    );
}

function rulesCommands(parent: Command, end: Run): void {
  const rules = parent.command('rules').description('the invariants that are checked');
  rules
    .command('list')
    .description('every rule, whatever the rule set')
    .addOption(new Option('--format <format>').choices(['table', 'json']).default('table'))
    .action(async ({ format }: { format: string }) => end(await (await import('./commands/rules.ts')).listRules(format)));
  rules
    .command('show <id>')
    .description('one rule: why, parameters, what it reads, permissions, a fix')
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .action(async (id: string, { format }: { format: string }) => end(await (await import('./commands/rules.ts')).showRule(id, format)));
}

function permissionsCommand(parent: Command, end: Run): void {
  const permissions = parent
    .command('permissions')
    .description('the least-privilege IAM policy of the selected rules')
    .option('--check', 'try its actions against the account and name what is missing; exit 3 if anything is');
  liveOptions(permissions);
  selectionOptions(permissions)
    .optionsGroup('Options:')
    .addOption(new Option('--format <format>', 'of what --check found; the policy is JSON always').choices(['text', 'json']))
    .action(async () => end(await (await import('./commands/permissions.ts')).runPermissions(permissions.opts<PermissionsFlags>())));
}

function waiveCommand(parent: Command, end: Run): void {
  const waive = parent
    .command('waive <finding>')
    .description('accept a finding for a time: writes a waiver into the configuration')
    .requiredOption('--reason <text>', 'why the risk is accepted')
    .requiredOption('--owner <name>', 'who accepts it')
    .requiredOption('--expires <day>', 'last day on which it is accepted, such as 2027-03-31')
    .option('--ticket <text>', 'where it was decided')
    .option('--from <file>', 'report or snapshot to look the finding up in; the first 8 characters of its id will do then')
    .addOption(new Option('--demo', 'look it up in the account shipped with the package').conflicts('from'))
    .option('--config <file>', 'configuration file to write to; else the one a scan finds, else a new ha-audit.yaml');
  waive.action(async (finding: string) => end(await (await import('./commands/waive.ts')).runWaive(finding, waive.opts<WaiveFlags>())));
}

function initCommand(parent: Command, end: Run): void {
  const init = parent
    .command('init')
    .description('write a commented ha-audit.yaml and, on request, a job for a pipeline')
    .addOption(new Option('--ci <pipeline>', 'write the file of a pipeline too').choices(['github', 'gitlab']))
    .option('--force', 'replace files that are there');
  init.action(async () => end(await (await import('./commands/init.ts')).runInit(init.opts<InitFlags>())));
}

function liveOptions(command: Command): void {
  command
    .optionsGroup('The live account:')
    .option('--profile <name>', 'profile of the AWS configuration')
    .option('--role-arn <arn>', 'role to assume')
    .option('--external-id <id>', 'external id for the role')
    .option(
      '--region <region>',
      "region to read (repeatable), or all for every enabled one; else the configuration's, else the SDK's",
      collectList,
      [],
    )
    .option('--timeout <time>', 'what was not read by then is unknown: 90s, 5m, 1h', durationSeconds);
}

function accountsOptions(command: Command): void {
  command
    .option(
      '--accounts <ids>',
      "accounts to read in one run (comma-separated, repeatable); else the configuration's, else the credentials'",
      collectList,
      [],
    )
    .option('--org-role <name>', 'role to assume in every other account, by its name')
    .option('--resume <dir>', 'keep each account that was read in this folder for a day, and read only the others next time');
}

function selectionOptions(command: Command): Command {
  return command
    .optionsGroup('Which rules:')
    .addOption(new Option('--ruleset <name>', 'named set of rules: standard unless the configuration says otherwise').choices(rulesets))
    .option('--rules <glob>', 'choose rules by id among all (repeatable)', collectList, [])
    .option('--skip <glob>', 'take rules away (repeatable)', collectList, [])
    .option('--config <file>', 'configuration file; else ha-audit.yaml, .yml, .json or package.json, here or above');
}
