import type { FailOn } from '../engine/exit-status.ts';
import { InputError } from '../model/input-error.ts';
import type { Report, Ruleset } from '../model/report.ts';
import { severalAccounts } from './accounts.ts';
import { type Configuration, loadConfiguration } from './config/load.ts';
import { configSource, type Source } from './read-source.ts';
import { readAccount } from './scan.ts';
import { sourceOptions } from './source-code/options.ts';

export { SetupError } from '../aws/setup-error.ts';
export { InputError };

/** What to read, by which rules to judge it, and when the exit status is 0. All of it may be left out. */
export interface LibraryScanOptions {
  /** Path of a snapshot, or `config`, `config+live`, `config-aggregator:NAME` for AWS Config; left out, the live account is read. */
  readonly from?: string;
  /** Judges the account shipped with the package, which needs no AWS account. */
  readonly demo?: boolean;
  /** Profile of the AWS configuration; left out, the SDK's usual chain finds credentials. */
  readonly profile?: string;
  /** Role to assume with these credentials. */
  readonly roleArn?: string;
  readonly externalId?: string;
  /** Ids of accounts to read in one run; left out, those of the configuration, else that of the credentials. */
  readonly accounts?: readonly string[];
  /** Name of the role to assume in every account other than that of the credentials, with its path. */
  readonly orgRole?: string;
  /** Folder in which accounts that were read wait a day for the next run. */
  readonly resume?: string;
  /** Names, or `all` for every enabled region; left out, those of the configuration, else the one the SDK resolves. */
  readonly regions?: readonly string[];
  /** Path of a configuration file; left out, none is read. */
  readonly config?: string;
  /** `standard` unless the configuration says otherwise. */
  readonly ruleset?: Ruleset;
  /** Globs of rule ids, chosen among all rules instead of those of the rule set. */
  readonly rules?: readonly string[];
  /** Globs of rule ids to leave out. */
  readonly skip?: readonly string[];
  /** Globs of account ids, and of regions: only what stands there is judged. */
  readonly onlyAccounts?: readonly string[];
  readonly onlyRegions?: readonly string[];
  /** Globs of workload names: only their resources are judged. */
  readonly workloads?: readonly string[];
  /** Only the resources that carry all of these tags are judged. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Lowest severity that makes the exit status 1; `high` by default. */
  readonly failOn?: FailOn;
  /** Makes the exit status 3 where anything is unknown. */
  readonly requireComplete?: boolean;
  /** Accepts a run that could judge nothing, whose exit status is 3 otherwise. */
  readonly allowEmpty?: boolean;
  /** Path of an earlier report, in JSON or NDJSON, to tell new findings from known ones. */
  readonly baseline?: string;
  /** With a baseline: only what it does not hold makes the exit status 1. */
  readonly failOnNew?: boolean;
  /** False counts every finding, whatever the configuration accepts. */
  readonly waivers?: boolean;
  /** Folder of the Terraform or CloudFormation code: `source` of each failing result tells the line it is written at. */
  readonly source?: string;
  /** States of that code, as Terraform stores them or as `terraform show -json` prints them. */
  readonly tfStates?: readonly string[];
  /** Plans of that code, as `terraform show -json` prints them. */
  readonly tfPlans?: readonly string[];
  /** Told of what in the code could not be read or matched, a sentence each. */
  readonly onSourceWarning?: (warning: string) => void;
  /** Time at which facts and waivers are judged; left out, the time at which they were read, and now. */
  readonly asOf?: Date;
  /** Stops the reading. What was not read from a live account by then is unknown. */
  readonly signal?: AbortSignal;
  /** Told of every crash inside a rule. The verdict is unknown, and the exit status 4. */
  readonly onCrash?: (rule: string, resource: string, error: unknown) => void;
}

/**
 * Reads an account and judges it, as `ha-audit scan` does. Sets no exit status: `report.exit` says which it would be.
 *
 * @throws InputError where a file or an option cannot be used; SetupError where the account cannot be reached
 */
export async function scan(options: LibraryScanOptions = {}): Promise<Report> {
  if (options.demo === true && options.from !== undefined) throw new InputError('demo and from name two sources; give one');
  if (Number.isNaN(options.asOf?.getTime())) throw new InputError('asOf is an invalid date');
  const configuration = await (options.config === undefined ? null : loadConfiguration(options.config));
  if (options.failOnNew === true && options.baseline === undefined) throw new InputError('failOnNew needs a baseline');
  const baseline =
    options.baseline === undefined ? null : await (await import('./baseline.ts')).readBaseline(options.baseline, options.signal);
  const codeOptions = sourceOptions(options.source, options.tfStates ?? [], options.tfPlans ?? []);
  const code = codeOptions === null ? null : await (await import('./source-code/locate.ts')).findSource(codeOptions);
  const account = await readAccount({
    source: sourceOf(options, configuration),
    selection: {
      ruleset: options.ruleset ?? configuration?.ruleset ?? 'standard',
      include: options.rules ?? [],
      exclude: options.skip ?? [],
      settings: configuration?.rules ?? {},
    },
    exit: { failOn: options.failOn ?? 'high', requireComplete: options.requireComplete === true, allowEmpty: options.allowEmpty === true },
    workloads: configuration?.workloads ?? [],
    ...(configuration === null ? {} : { environments: configuration.environments }),
    baseline,
    code,
    failOnNew: options.failOnNew === true,
    waivers: options.waivers === false ? [] : (configuration?.waivers ?? []),
    scope: {
      accounts: options.onlyAccounts ?? [],
      regions: options.onlyRegions ?? [],
      workloads: options.workloads ?? [],
      tags: Object.entries(options.tags ?? {}).map(([key, value]) => ({ key, value })),
    },
    asOf: options.asOf?.getTime() ?? null,
    signal: options.signal ?? new AbortController().signal,
    now: () => new Date(),
    onProgress: () => {},
    onCrash: options.onCrash ?? (() => {}),
  });
  const report = account.judge();
  for (const warning of [...(code?.warnings ?? []), ...(code?.strangers(report) ?? [])]) options.onSourceWarning?.(warning);
  return report;
}

function sourceOf(options: LibraryScanOptions, configuration: Configuration | null): Source {
  const { demo, from, regions, profile, roleArn, externalId, accounts = [], orgRole, resume } = options;
  if (demo === true) return { type: 'demo' };
  const several = severalAccounts({ accounts, orgRole, resume }, configuration ?? { accounts: [], orgRole: null });
  const account = { profile, roleArn, externalId, regions: regions ?? configuration?.regions ?? [], several };
  if (from === undefined) return { type: 'live', account };
  return configSource(from, account) ?? { type: 'file', path: from };
}
