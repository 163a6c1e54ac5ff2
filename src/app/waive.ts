import { stat } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { InputError } from '../model/input-error.ts';
import type { Report, Waiver } from '../model/report.ts';
import { resourceName } from '../output/finding-text.ts';
import { plainText } from '../output/plain-text.ts';
import { reportSchemaId } from '../model/report.ts';
import { readReport, type StoredResult } from '../sources/report.ts';
import { plainBytes } from '../sources/plain-bytes.ts';
import { withWaiver } from './config/add-waiver.ts';
import { findConfiguration, readConfiguration } from './config/find.ts';
import { loadConfiguration } from './config/load.ts';
import { parsePlaced } from './config/parse.ts';
import { isFindingId } from './config/waiver-problems.ts';
import { isDay } from './days.ts';
import { readChunks, writeWhole } from './files.ts';
import { readAccount } from './scan.ts';

export interface WaiveOptions {
  /** Id of a finding; with something to look it up in, its beginning will do. */
  readonly finding: string;
  readonly waiver: Waiver;
  /** A report or a snapshot that has the finding, or the account shipped with the package; null where nothing is to look it up in. */
  readonly lookUp: { readonly type: 'file'; readonly path: string } | { readonly type: 'demo' } | null;
  /** Path of the configuration; null for the one that a scan would find. */
  readonly config: string | null;
  readonly now: Date;
  readonly signal: AbortSignal;
}

export interface Waived {
  readonly path: string;
  readonly finding: string;
  /** What is accepted, in words; null where it was not looked up. */
  readonly about: string | null;
}

const shortestPrefix = 8;
const newFile = 'ha-audit.yaml';

/**
 * Writes a waiver into the configuration, or into a new one.
 *
 * @throws InputError where the finding is not there, not failing or accepted already, and where nothing can be written
 */
export async function waive(options: WaiveOptions): Promise<Waived> {
  const { waiver, config, now } = options;
  checkWaiver(waiver, now);
  const found = config === null ? await findConfiguration(process.cwd()) : await readConfiguration(config);
  const { path, text } = found ?? { path: newFile, text: '' };
  const shown = relative(process.cwd(), path) || path;
  const { value, waiverLines } = parsePlaced(text, shown);
  const { id, rule, about } = await identified(options);
  const index = (value.waivers ?? []).findIndex(({ finding }) => finding === id);
  if (index >= 0) {
    const { expires = '' } = value.waivers?.[index] ?? {};
    throw new InputError(`${id} has a waiver that expires on ${expires}, in ${shown}:${waiverLines[index] ?? 1}; change it there`);
  }
  const entry = { finding: id, ...(rule === null ? {} : { rule }), ...waiver };
  const mode = found === null ? 0o666 : (await stat(path)).mode & 0o777;
  await writeWhole(path, [withWaiver(text, basename(path), entry, about)], { mode });
  return { path: shown, finding: id, about };
}

function checkWaiver({ reason, owner, expires }: Waiver, now: Date): void {
  if (reason.trim() === '') throw new InputError('--reason is empty; say why the risk is accepted');
  if (owner.trim() === '') throw new InputError('--owner is empty; say who accepts the risk');
  if (!isDay(expires)) throw new InputError(`--expires ${expires} is no day of the calendar; write it as 2027-03-31`);
  if (expires < now.toISOString().slice(0, 10)) throw new InputError(`--expires ${expires} has passed already`);
}

interface Identified {
  readonly id: string;
  readonly rule: string | null;
  readonly about: string | null;
}

async function identified({ finding, lookUp, config, signal }: WaiveOptions): Promise<Identified> {
  if (lookUp === null) {
    if (isFindingId(finding)) return { id: finding, rule: null, about: null };
    throw new InputError(`${finding} is no whole id of a finding (20 digits and letters); --from FILE looks up the beginning of one`);
  }
  if (!/^[0-9a-f]+$/.test(finding) || finding.length < shortestPrefix)
    throw new InputError(`${finding} is no id of a finding, nor the first ${shortestPrefix} characters of one; reports print it`);
  const matching: StoredResult[] = [];
  const take = (result: StoredResult) => {
    if (result.id.startsWith(finding)) matching.push(result);
  };
  if (lookUp.type === 'file' && (await isReport(lookUp.path, signal))) await readReport(readChunks(lookUp.path, signal), lookUp.path, take);
  else
    for (const { waiver, ...result } of (await judged(lookUp, config, signal)).results)
      take({ ...result, resource: { ...result.resource }, waiver });
  return chosen(matching, finding);
}

/** The one finding that is meant. */
function chosen(matching: readonly StoredResult[], finding: string): Identified {
  const failing = matching.filter(({ status }) => status === 'fail');
  const [first, second] = failing;
  if (first === undefined) {
    const [other] = matching;
    if (other === undefined) throw new InputError(`there is no finding ${finding}; \`ha-audit scan --verbose\` prints the ids`);
    throw new InputError(
      other.status === 'unknown'
        ? `${other.id} is unknown, and what is not known cannot be waived: ${aboutOf(other)}`
        : `${other.id} passes, so there is nothing to waive: ${aboutOf(other)}`,
    );
  }
  if (second !== undefined && second.id !== first.id)
    throw new InputError(`${finding} begins the ids of ${failing.length} findings, such as ${first.id} and ${second.id}; write more of it`);
  if (first.waiver !== null) throw new InputError(`${first.id} is waived already: ${aboutOf(first)}`);
  return { id: first.id, rule: first.rule, about: aboutOf(first) };
}

function aboutOf({ rule, resource }: StoredResult): string {
  return plainText(`${rule} on ${resourceName({ ...resource, type: '', tags: null })} (${resource.id})`);
}

/** By its first bytes: a report may be long. */
async function isReport(path: string, signal: AbortSignal): Promise<boolean> {
  if (path === '-') throw new InputError('--from needs a file here; - is none');
  for await (const bytes of plainBytes(readChunks(path, signal), path))
    return bytes.subarray(0, 4096).includes(reportSchemaId.split('@')[0] ?? '');
  return false;
}

/** Every rule is asked, whatever the rule set, for the id may come from any run. */
async function judged(source: NonNullable<WaiveOptions['lookUp']>, config: string | null, signal: AbortSignal): Promise<Report> {
  const { ruleset, rules, workloads, environments, waivers } = await loadConfiguration(config);
  const account = await readAccount({
    source,
    selection: { ruleset, include: ['*'], exclude: [], settings: rules },
    exit: { failOn: 'never', requireComplete: false, allowEmpty: true },
    ...{ workloads, environments, waivers, signal },
    scope: { workloads: [], tags: [] },
    asOf: null,
    now: () => new Date(),
    onProgress: () => {},
    onCrash: () => {},
  });
  return account.judge();
}
