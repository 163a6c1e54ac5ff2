import type { ReportingDescriptor, Run } from 'sarif';
import type { Report } from '../../model/report.ts';
import { plainText } from '../plain-text.ts';
import { described, judgementNotifications, omissionNotifications, seenNotifications, unknownNotifications } from './notifications.ts';
import type { Places } from './places.ts';
import { sarifResult } from './results.ts';
import { ruleDescriptor } from './rules.ts';
import type { RunContent } from './run-content.ts';

/** Writes the runs of a report, each with every rule: a run without results says what was looked for as well. */
export class RunWriter {
  readonly #report: Report;
  readonly #places: Places;
  readonly #anchor: string;
  readonly #descriptors: ReportingDescriptor[];
  readonly #rules: ReadonlyMap<string, { readonly title: string; readonly index: number }>;

  /** @param anchor URI of the file that findings without a line of code point to. */
  constructor(report: Report, places: Places, anchor: string) {
    this.#report = report;
    this.#places = places;
    this.#anchor = anchor;
    this.#descriptors = report.rules.map(ruleDescriptor);
    this.#rules = new Map(report.rules.map(({ id, title }, index) => [id, { title, index }]));
  }

  /** @param most Alerts to write, the worst first. */
  run(category: string, content: RunContent, most: number): Run {
    const { tool, exit } = this.#report;
    const { descriptors, notifications } = this.#notifications(category, content, most);
    return {
      tool: { driver: { name: tool.name, semanticVersion: tool.version, rules: this.#descriptors, notifications: descriptors } },
      automationDetails: { id: `${category}/` },
      columnKind: 'utf16CodeUnits',
      invocations: [
        {
          executionSuccessful: exit.code !== 4 && exit.code !== 130,
          exitCode: exit.code,
          exitCodeDescription: plainText(exit.reason),
          toolExecutionNotifications: notifications,
        },
      ],
      results: content.alerts.slice(0, most).map((alert) => {
        const rule = this.#rules.get(alert.first.rule);
        if (rule === undefined) throw new Error(`the report has a result of rule ${alert.first.rule} and no such rule`);
        return sarifResult(alert, rule.index, rule.title, this.#anchor);
      }),
    };
  }

  #notifications(category: string, content: RunContent, most: number): ReturnType<typeof described> {
    const { counts, seen = [] } = this.#report;
    const { categories, categoryOf, merged } = this.#places;
    const isWholeScan = categories.length === 1 || counts.pass + counts.fail + counts.waived === 0;
    return described([
      ...judgementNotifications(content.counts, isWholeScan ? 'error' : content.counts.unknown > 0 ? 'warning' : 'note'),
      ...omissionNotifications(content.counts, content.cutText(most), merged),
      ...unknownNotifications(content.causes.list()),
      ...seenNotifications(seen.filter(({ account, region }) => categoryOf(account, region) === category)),
    ]);
  }
}
