import { createHash } from 'node:crypto';
import type { Report, Result, Severity } from '../model/report.ts';
import { anchorPath } from './anchor-path.ts';
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

const mostObservations = 4;
const listedRules = 6;

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface Violation {
  readonly description: string;
  readonly check_name: string;
  /** Has to be unique; GitLab compares branches by it. */
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
}

const severityNames: Readonly<Record<Severity, Violation['severity']>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
};

/**
 * GitLab's code quality report: the failing results that are not waived, then what is unknown, one entry for each cause.
 * @throws {Error} without an anchor
 */
export default defineOutput({
  format: 'gitlab',
  mediaType: 'application/json',
  *render(report, options) {
    if (options.sarif === undefined) throw new Error('GitLab needs an anchor: a file of the repository that every entry points to');
    const location = { path: anchorPath(options.sarif.anchor), lines: { begin: 1 } };
    let separator = '[\n';
    for (const violation of violations(report, options)) {
      yield separator + safeJson({ ...violation, location });
      separator = ',\n';
    }
    yield separator === '[\n' ? '[]\n' : '\n]\n';
  },
});

function* violations(report: Report, options: OutputOptions): Iterable<Violation> {
  const titles = new Map(report.rules.map(({ id, title }) => [id, title]));
  const causes = new UnknownCauses();
  for (const result of report.results) {
    if (result.status === 'unknown') causes.add(result);
    if (result.status === 'fail' && result.waiver === null && isVisible(result, options))
      yield finding(result, titles.get(result.rule) ?? '');
  }
  yield* causes.list().map(unknown);
  const { pass, fail, waived } = report.counts;
  if (pass + fail + waived === 0) yield nothingJudged(overall(report.counts).says);
}

function finding(result: Result, title: string): Violation {
  const { id, rule, severity, resource } = result;
  const [first = 'the condition does not hold', ...rest] = findingTexts(result, title, mostObservations);
  const place = [resource.kind, resource.account, resource.region].map(plainText).join(' ');
  const sentences = [
    `${resourceName(resource)} (${place}): ${first}`,
    ...(rest.length === 0 ? [] : [`Seen: ${rest.join('; ')}`]),
    ...labelled('Severity', loweredText(result)),
    ...labelled('Follows from', followsText(result)),
  ];
  const description = [...sentences.map(closed), ...labelled('Fix', fixText(result.fix))].join(' ');
  return { description, check_name: rule, fingerprint: id, severity: severityNames[severity] };
}

/** Neither good nor bad, but an empty list would look like a clean bill. */
function unknown({ reason, action, verdicts, rules, details }: UnknownCause): Violation {
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

function nothingJudged(says: string): Violation {
  return { description: says, check_name: 'nothing-judged', fingerprint: fingerprint('nothing-judged', ''), severity: 'info' };
}

function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 20);
}

function labelled(label: string, text: string | null): readonly string[] {
  return text === null ? [] : [`${label}: ${text}`];
}
