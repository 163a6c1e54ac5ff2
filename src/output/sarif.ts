import type { Log } from 'sarif';
import type { Report } from '../model/report.ts';
import { defineOutput, type OutputOptions, type SarifOptions } from './define.ts';
import { safeJson } from './safe-json.ts';
import { anchorUri } from './sarif/location.ts';
import { placesOf } from './sarif/places.ts';
import { RunWriter } from './sarif/run.ts';
import { RunContent } from './sarif/run-content.ts';
import { githubPreflight, isTooLarge } from './sarif-preflight.ts';

/**
 * SARIF 2.1.0 for code scanning: a run for each account and region with the failing results that are not waived, those of one rule
 * on one line of code as one; everything unknown as notifications.
 * @throws {Error} without an anchor, or where code scanning would refuse the file
 */
export default defineOutput({
  format: 'sarif',
  mediaType: 'application/sarif+json',
  *render(report, options) {
    if (options.sarif === undefined) throw new Error('SARIF needs an anchor: a file of the repository that every result points to');
    const { log, notes } = sarifLog(report, options, options.sarif);
    const problems = githubPreflight(log);
    if (problems.length > 0) {
      const listed = problems.slice(0, 10).map(({ path, message }) => `${path}: ${message}`);
      throw new Error(`GitHub would refuse this SARIF file (${problems.length} problems)\n${listed.join('\n')}`);
    }
    for (const note of notes) options.onNote?.(`SARIF: ${note}`);
    yield `${safeJson(log)}\n`;
  },
});

interface Written {
  readonly log: Log;
  /** What the reader at the terminal has to know: what is merged and what is missing. */
  readonly notes: readonly string[];
}

/** What does not fit when packed is halved until it does; results come worst first, so the worst stay. */
function sarifLog(report: Report, options: OutputOptions, { anchor, automationId }: SarifOptions): Written {
  const places = placesOf(report, automationId);
  const contents = new Map(places.categories.map((category) => [category, new RunContent()]));
  for (const result of report.results) {
    const { account, region } = result.resource;
    contents.get(places.categoryOf(account, region))?.add(result, options);
  }
  const writer = new RunWriter(report, places, anchorUri(anchor));
  const largest = Math.max(...[...contents.values()].map(({ alerts }) => alerts.length));
  for (let most = largest; ; most = Math.floor(most / 2)) {
    const runs = [...contents].map(([category, content]) => writer.run(category, content, most));
    const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs };
    if (most > 0 && isTooLarge(log)) continue;
    const cuts = [...contents].map(([category, content]) => ({ category, text: content.cutText(most) }));
    const notes = cuts.flatMap(({ category, text }) => (text === null ? [] : [`${category}: ${text}`]));
    return { log, notes: places.merged === null ? notes : [places.merged, ...notes] };
  }
}
