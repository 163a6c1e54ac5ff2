import { createHash } from 'node:crypto';
import type { Result as SarifResult } from 'sarif';
import type { Result } from '../../model/report.ts';
import { findingTexts, resourceName } from '../finding-text.ts';
import { loweredText } from '../lowered-text.ts';
import { isPlain, plainText } from '../plain-text.ts';
import { closed } from '../sentence.ts';
import { withoutLinks } from './escape.ts';
import { locationOf } from './location.ts';
import { levels } from './rules.ts';

const mostObservations = 10;

/** One alert. What it is called in code scanning depends on rule and finding alone, never on wording, time or place in a file. */
export function sarifResult(result: Result, ruleIndex: number, title: string, uri: string): SarifResult {
  const { id, rule, severity, ruleSeverity, environment, resource, workloads, related, fix } = result;
  return {
    ruleId: rule,
    ruleIndex,
    kind: 'fail',
    level: levels[severity].level,
    message: { text: messageText(result, title) },
    locations: [locationOf(result, uri)],
    partialFingerprints: { primaryLocationLineHash: `${fingerprint(rule, id)}:1`, 'haAudit/v1': id },
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
    },
  };
}

function fingerprint(rule: string, findingId: string): string {
  return createHash('sha256').update(`${rule}\u0000${findingId}`).digest('hex').slice(0, 16);
}

/** The first sentence has to do alone: narrow views show no more. */
function messageText(result: Result, title: string): string {
  const { resource, fix } = result;
  const [first = 'the condition does not hold', ...rest] = findingTexts(result, title, mostObservations);
  const what = `'${resourceName(resource)}' (${plainText(resource.kind)}): ${first}`;
  const seen = rest.length === 0 ? [] : [`Seen: ${rest.join('; ')}`];
  const lowered = loweredText(result);
  const counts = lowered === null ? [] : [`Severity ${lowered}`];
  const sentences = [[what, ...seen, ...counts].map(closed).join(' '), `Resource: ${plainText(resource.id)}`].map(withoutLinks);
  const command = fix !== null && fix.cli !== null && isSafeCommand(fix.cli) ? [`Fix: ${fix.cli}`] : [];
  return [...sentences, ...command].join('\n\n');
}

/** Escaping brackets would change a command, and leaving them might make a link. */
function isSafeCommand(command: string): boolean {
  return isPlain(command) && withoutLinks(command) === command;
}
