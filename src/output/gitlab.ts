import { createHash } from 'node:crypto';
import type { Report, Result, Severity } from '../model/report.ts';
import { anchorPath, sourcePath } from './anchor-path.ts';
import { overall } from './counts-text.ts';
import { defineOutput, type OutputOptions } from './define.ts';
import { counted, findingTexts, listed, resourceName } from './finding-text.ts';
import { fixText } from './fix-text.ts';
import { followsText } from './follows-text.ts';
import { causeText, cureText } from './gap-text.ts';
import { loweredText } from './lowered-text.ts';
import { plainText } from './plain-text.ts';
import { safeJson } from './safe-json.ts';
import { closed } from './sentence.ts';
import { type UnknownCause, UnknownCauses } from './unknown-causes.ts';
import { isVisible } from './visible-results.ts';
import { waiverText } from './waiver-text.ts';

const mostObservations = 4;
const listedRules = 6;

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface Violation {
  readonly description: string;
  readonly check_name: string;
  /** Has to be unique; GitLab compares branches by it. */
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const severityNames: Readonly<Record<Severity, Violation['severity']>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
};

/**
 * GitLab's code quality report: the failing results, those that are waived as information, then what is unknown, one entry for each
 * cause. A finding points to its line of code, where that is known; findings on the same line stay apart by their fingerprints.
 * @throws {Error} without an anchor
 */
export default defineOutput({
  format: 'gitlab',
  mediaType: 'application/json',
  *render(report, options) {
    if (options.sarif === undefined) throw new Error('GitLab needs an anchor: a file of the repository that every entry points to');
    let separator = '[\n';
    for (const violation of violations(report, options, { path: anchorPath(options.sarif.anchor), lines: { begin: 1 } })) {
      yield separator + safeJson(violation);
      separator = ',\n';
    }
    yield separator === '[\n' ? '[]\n' : '\n]\n';
  },
});

function* violations(report: Report, options: OutputOptions, anchor: Violation['location']): Iterable<Violation> {
  const titles = new Map(report.rules.map(({ id, title }) => [id, title]));
  const causes = new UnknownCauses();
  for (const result of report.results) {
    if (result.status === 'unknown') causes.add(result);
    if (result.status === 'fail' && isVisible(result, options)) yield finding(result, titles.get(result.rule) ?? '', anchor);
  }
  for (const cause of causes.list()) yield { ...unknown(cause), location: anchor };
  const { pass, fail, waived } = report.counts;
  if (pass + fail + waived === 0) yield { ...nothingJudged(overall(report.counts).says), location: anchor };
}

function finding(result: Result, title: string, anchor: Violation['location']): Violation {
  const { id, rule, severity, resource, waiver, source } = result;
  const [first = 'the condition does not hold', ...rest] = findingTexts(result, title, mostObservations);
  const place = [resource.kind, resource.account, resource.region].map(plainText).join(' ');
  const sentences = [
    `${resourceName(resource)} (${place}): ${first}`,
    ...(waiver === null ? [] : [`Accepted: ${waiverText(waiver)}`]),
    ...(rest.length === 0 ? [] : [`Seen: ${rest.join('; ')}`]),
    ...labelled('Severity', loweredText(result)),
    ...labelled('Follows from', followsText(result)),
  ];
  const path = sourcePath(source);
  return {
    description: [...sentences.map(closed), ...labelled('Fix', fixText(result.fix))].join(' '),
    check_name: rule,
    fingerprint: id,
    severity: waiver === null ? severityNames[severity] : 'info',
    location: path === null || source === undefined ? anchor : { path, lines: { begin: source.startLine } },
  };
}

/** Neither good nor bad, but an empty list would look like a clean bill. */
function unknown({ reason, action, verdicts, rules, details }: UnknownCause): Omit<Violation, 'location'> {
  const told = [
    `${counted(verdicts, 'verdict')} unknown: ${causeText(reason, action)}`,
    ...details,
    `Rules: ${listed([...rules.keys()], listedRules)}`,
  ];
  return {
    description: `${told.map((text) => closed(plainText(text))).join(' ')} ${cureText(reason, action)}`,
    check_name: `unknown/${reason}`,
    fingerprint: fingerprint(reason, action ?? ''),
    severity: reason === 'crashed' ? 'major' : 'info',
  };
}

function nothingJudged(says: string): Omit<Violation, 'location'> {
  return { description: says, check_name: 'nothing-judged', fingerprint: fingerprint('nothing-judged', ''), severity: 'info' };
}

function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 20);
}

function labelled(label: string, text: string | null): readonly string[] {
  return text === null ? [] : [`${label}: ${text}`];
}
