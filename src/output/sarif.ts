import type { Log, Result as SarifResult, Run } from 'sarif';
import type { Report, ReportHeader } from '../model/report.ts';
import { defineOutput, type OutputOptions, type SarifOptions } from './define.ts';
import { plainText } from './plain-text.ts';
import { safeJson } from './safe-json.ts';
import { anchorUri } from './sarif/location.ts';
import {
  cutNotifications,
  judgementNotifications,
  notificationDescriptors,
  seenDescriptor,
  seenNotifications,
  unknownNotifications,
} from './sarif/notifications.ts';
import { sarifResult } from './sarif/results.ts';
import { ruleDescriptor } from './sarif/rules.ts';
import { githubPreflight } from './sarif-preflight.ts';
import { UnknownCauses } from './unknown-causes.ts';
import { isVisible } from './visible-results.ts';

/** Code scanning stores no more results of a run. */
const mostResults = 5000;

/**
 * SARIF 2.1.0 for code scanning: one run, the failing results that are not waived, everything unknown as notifications.
 * @throws {Error} without an anchor, or where code scanning would refuse the file
 */
export default defineOutput({
  format: 'sarif',
  mediaType: 'application/sarif+json',
  *render(report, options) {
    if (options.sarif === undefined) throw new Error('SARIF needs an anchor: a file of the repository that every result points to');
    const log = sarifLog(report, options, options.sarif);
    const problems = githubPreflight(log);
    if (problems.length > 0) {
      const listed = problems.slice(0, 10).map(({ path, message }) => `${path}: ${message}`);
      throw new Error(`GitHub would refuse this SARIF file (${problems.length} problems)\n${listed.join('\n')}`);
    }
    yield `${safeJson(log)}\n`;
  },
});

function sarifLog(report: Report, options: OutputOptions, sarif: SarifOptions): Log {
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [sarifRun(report, options, sarif)] };
}

function sarifRun(report: Report, options: OutputOptions, { anchor, automationId }: SarifOptions): Run {
  const { results, failing, causes } = selected(report, options, anchorUri(anchor));
  const seen = seenNotifications(report.seen ?? []);
  return {
    tool: {
      driver: {
        name: report.tool.name,
        semanticVersion: report.tool.version,
        rules: report.rules.map(ruleDescriptor),
        notifications: [...notificationDescriptors, ...(seen.length === 0 ? [] : [seenDescriptor])],
      },
    },
    automationDetails: { id: category(automationId ?? defaultCategory(report)) },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.exit.code !== 4 && report.exit.code !== 130,
        exitCode: report.exit.code,
        exitCodeDescription: plainText(report.exit.reason),
        toolExecutionNotifications: [
          ...judgementNotifications(report.counts),
          ...cutNotifications(results.length, failing),
          ...unknownNotifications(causes.list()),
          ...seen,
        ],
      },
    ],
    results,
  };
}

interface Selected {
  readonly results: SarifResult[];
  /** Results that belong into the file, whether or not they fit. */
  readonly failing: number;
  readonly causes: UnknownCauses;
}

/** Results come worst first, so that the first ones are the ones to keep. */
function selected(report: Report, options: OutputOptions, uri: string): Selected {
  const rules = new Map(report.rules.map(({ id, title }, index) => [id, { title, index }]));
  const results: SarifResult[] = [];
  const causes = new UnknownCauses();
  let failing = 0;
  for (const result of report.results) {
    if (result.status === 'unknown') causes.add(result);
    if (result.status !== 'fail' || result.waiver !== null || !isVisible(result, options)) continue;
    failing += 1;
    if (failing > mostResults) continue;
    const rule = rules.get(result.rule);
    if (rule === undefined) throw new Error(`the report has a result of rule ${result.rule} and no such rule`);
    results.push(sarifResult(result, rule.index, rule.title, uri));
  }
  return { results, failing, causes };
}

function defaultCategory({ tool, run }: ReportHeader): string {
  return `${tool.name}/${[...run.accounts].sort().join('+')}-${[...run.regions].sort().join('+')}`;
}

/** GitHub takes what stands before the last slash as the category: alerts of other accounts and regions stay apart. */
function category(id: string): string {
  return id.endsWith('/') ? id : `${id}/`;
}
