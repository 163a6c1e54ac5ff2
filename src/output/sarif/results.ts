import { createHash } from 'node:crypto';
import type { Result as SarifResult } from 'sarif';
import type { Result } from '../../model/report.ts';
import { findingTexts, listed, resourceName } from '../finding-text.ts';
import { loweredText } from '../lowered-text.ts';
import { isPlain, plainText } from '../plain-text.ts';
import { closed } from '../sentence.ts';
import { withoutLinks } from './escape.ts';
import { locationOf } from './location.ts';
import { levels } from './rules.ts';
import type { Alert } from './run-content.ts';

const mostObservations = 10;
const mostNames = 3;
const mostResources = 10;

/**
 * One alert. What it is called in code scanning depends on the rule and the line of code, where that is known, or else on the rule
 * and the finding; never on wording or time.
 */
export function sarifResult(alert: Alert, ruleIndex: number, title: string, anchor: string): SarifResult {
  const { first, findings } = alert;
  const { rule, severity, ruleSeverity, environment, resource, workloads, related, fix, source, since } = first;
  const baseline = findings.some((finding) => finding.baseline === 'new') ? 'new' : first.baseline;
  return {
    ruleId: rule,
    ruleIndex,
    kind: 'fail',
    level: levels[severity].level,
    ...(baseline === undefined ? {} : { baselineState: baseline }),
    message: { text: messageText(alert, title) },
    locations: [locationOf(alert, anchor)],
    partialFingerprints: fingerprints(alert),
    properties: {
      arn: resource.id,
      kind: resource.kind,
      account: resource.account,
      region: resource.region,
      severity,
      ...(ruleSeverity === undefined ? {} : { ruleSeverity }),
      ...(environment === undefined ? {} : { environment }),
      workloads: [...workloads],
      related: [...related],
      ...(fix === null ? {} : { fix }),
      ...(since === undefined ? {} : { since }),
      ...(source === undefined ? {} : { source, findings: [...findings] }),
    },
  };
}

/** Code scanning computes the hash of a line itself and warns of any other; of a file as a whole it takes what it is given. */
function fingerprints({ first, uri }: Alert): Record<string, string> {
  const { rule, id, source } = first;
  if (uri === null || source === undefined) return { primaryLocationLineHash: `${hashed(rule, id).slice(0, 16)}:1`, 'haAudit/v1': id };
  return { primaryLocationLineHash: source.lineHash, 'haAudit/v1': hashed(rule, uri, source.lineHash).slice(0, 20) };
}

function hashed(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex');
}

/** The first sentence has to do alone: narrow views show no more. */
function messageText({ first: result, findings }: Alert, title: string): string {
  const { resource, fix } = result;
  const [first = 'the condition does not hold', ...rest] = findingTexts(result, title, mostObservations);
  const names = findings.map(({ arn, name }) => `'${resourceName({ ...resource, id: arn, name })}'`);
  const what = `${listed(names, mostNames)} (${plainText(resource.kind)}): ${first}`;
  const seen = rest.length === 0 ? [] : [`Seen: ${rest.join('; ')}`];
  const lowered = loweredText(result);
  const counts = lowered === null ? [] : [`Severity ${lowered}`];
  const arns = findings.map(({ arn }) => plainText(arn));
  const where = arns.length === 1 ? `Resource: ${arns.join()}` : `${arns.length} resources: ${listed(arns, mostResources)}`;
  const code = codeFix(result);
  const paragraphs = [[what, ...seen, ...counts].map(closed).join(' '), where, ...(code === null ? [] : [`In the code: ${code}`])];
  const label = arns.length === 1 ? 'Fix' : `Fix of the first`;
  const command = fix !== null && fix.cli !== null && isSafeCommand(fix.cli) ? [`${label}: ${fix.cli}`] : [];
  return [...paragraphs.map(withoutLinks), ...command].join('\n\n');
}

/** What to write where the resource is written, if that is known. */
function codeFix({ fix, source }: Result): string | null {
  if (fix === null || source === undefined) return null;
  const text = /\.tf(\.json)?$/.test(source.file) ? fix.terraform : fix.cloudformation;
  return text === null ? null : plainText(text);
}

/** Escaping brackets would change a command, and leaving them might make a link. */
function isSafeCommand(command: string): boolean {
  return isPlain(command) && withoutLinks(command) === command;
}
