import type { Result } from '../../model/report.ts';
import { sourcePath } from '../anchor-path.ts';
import type { OutputOptions } from '../define.ts';
import { UnknownCauses } from '../unknown-causes.ts';
import { isVisible } from '../visible-results.ts';
import { anchorUri } from './location.ts';

/** Code scanning stores no more results of a run. */
const mostAlerts = 5000;

/** What becomes one result of the file: a finding, or all findings of a rule on one line of code. */
export interface Alert {
  /** The worst one, which speaks for the others. */
  readonly first: Result;
  /** The line's file; null for a finding that stands in no file of the repository. */
  readonly uri: string | null;
  readonly findings: Finding[];
}

/** Little of a finding, because there may be many on a line. */
export interface Finding {
  readonly id: string;
  readonly severity: string;
  readonly arn: string;
  readonly name: string | null;
  /** Terraform address, or stack and logical id. */
  readonly address: string | null;
  readonly baseline?: Result['baseline'];
}

/** The results of one run, taken in one at a time. Only what the file will hold is kept. */
export class RunContent {
  readonly causes = new UnknownCauses();
  /** Worst first, as results come. */
  readonly alerts: Alert[] = [];
  readonly counts = { pass: 0, fail: 0, unknown: 0, waived: 0, hidden: 0 };
  readonly #byLine = new Map<string, Alert>();

  add(result: Result, options: OutputOptions): void {
    const { status, waiver } = result;
    if (status === 'unknown') this.causes.add(result);
    this.counts[waiver === null ? status : 'waived'] += 1;
    if (status !== 'fail' || waiver !== null) return;
    if (isVisible(result, options)) this.#keep(result);
    else this.counts.hidden += 1;
  }

  #keep(result: Result): void {
    const path = sourcePath(result.source);
    const uri = path === null ? null : anchorUri(path);
    const line = uri === null ? null : [result.rule, uri, result.source?.startLine].join('\u0000');
    const known = line === null ? undefined : this.#byLine.get(line);
    if (known === undefined && this.alerts.length >= mostAlerts) return;
    const alert = known ?? { first: result, uri, findings: [] };
    alert.findings.push(findingOf(result));
    if (known !== undefined) return;
    this.alerts.push(alert);
    if (line !== null) this.#byLine.set(line, alert);
  }

  /** Says how many findings are missing where no more than `most` alerts are written; null where none is. */
  cutText(most: number): string | null {
    const listed = this.alerts.slice(0, most).reduce((sum, { findings }) => sum + findings.length, 0);
    const failing = this.counts.fail - this.counts.hidden;
    if (listed === failing) return null;
    return `Only the ${listed} worst of ${failing} failing results are listed, because code scanning takes no more.`;
  }
}

function findingOf({ id, severity, resource, source, baseline }: Result): Finding {
  const finding = { id, severity, arn: resource.id, name: resource.name, address: source?.address ?? null };
  return baseline === undefined ? finding : { ...finding, baseline };
}
