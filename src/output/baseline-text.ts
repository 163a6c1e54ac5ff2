import type { BaselineFinding, BaselineSummary } from '../model/report.ts';
import { resourceName } from './finding-text.ts';
import { plainText } from './plain-text.ts';

/** What is said of earlier findings that fail no more, in this order. Only those that were judged again can be fixed. */
export const baselineEnds = ['fixed', 'unknown', 'gone', 'notJudged'] as const;
type BaselineEnd = (typeof baselineEnds)[number];

export const baselineEndTexts: Readonly<Record<BaselineEnd, string>> = {
  fixed: 'fixed',
  unknown: 'unknown now',
  gone: 'gone with their resource',
  notJudged: 'not judged this time',
};

/** `Since the report of 2026-11-20T02:00:12.000Z: 2 new, 5 unchanged, 1 fixed, 1 unknown now.` */
export function baselineText(summary: BaselineSummary): string {
  const ended = baselineEnds.filter((end) => end === 'fixed' || summary[end].length > 0);
  const counts = ended.map((end) => `${summary[end].length} ${baselineEndTexts[end]}`);
  return `Since the report of ${plainText(summary.takenAt)}: ${[`${summary.new} new`, `${summary.unchanged} unchanged`, ...counts].join(', ')}.`;
}

/** `orders-db (rds.instance-multi-az)` */
export function baselineFindingText({ rule, resource, name }: BaselineFinding): string {
  return `${resourceName({ id: resource, name, kind: '', type: '', account: '', region: '', tags: null })} (${plainText(rule)})`;
}
