import type { ReportHeader, Result, RuleSummary, Severity } from '../../model/report.ts';
import { findingTexts, resourceName } from '../finding-text.ts';
import { fixText } from '../fix-text.ts';
import { plainText } from '../plain-text.ts';
import { unknownText } from '../unknown-text.ts';
import { waiverText } from '../waiver-text.ts';
import { standardsOf } from './standards.ts';

// Fields and numbers: https://schema.ocsf.io/1.8.0/classes/compliance_finding, as published on 2026-03-16.
const schemaVersion = '1.8.0';
const classUid = 2003;
const mostObservations = 10;

interface Coded {
  readonly id: number;
  readonly name: string;
}

const severities: Readonly<Record<Severity, Coded>> = {
  low: { id: 2, name: 'Low' },
  medium: { id: 3, name: 'Medium' },
  high: { id: 4, name: 'High' },
  critical: { id: 5, name: 'Critical' },
};

interface Outcome {
  /** What has become of the finding. */
  readonly activity: Coded;
  readonly status: Coded;
  /** Of the check itself. A warning is one that "did not yield a result due to missing information". */
  readonly compliance: Coded;
  readonly code: string;
}

const pass = { id: 1, name: 'Pass' };
const warning = { id: 2, name: 'Warning' };
const fail = { id: 3, name: 'Fail' };
const create = { id: 1, name: 'Create' };
const update = { id: 2, name: 'Update' };

function outcomeOf({ status, waiver, baseline }: Result): Outcome {
  const fresh = { id: 1, name: 'New' };
  if (status === 'pass') return { activity: { id: 3, name: 'Close' }, status: { id: 4, name: 'Resolved' }, compliance: pass, code: 'PASS' };
  if (status === 'unknown') return { activity: create, status: fresh, compliance: warning, code: 'UNKNOWN' };
  const activity = baseline === 'unchanged' ? update : create;
  if (waiver !== null) return { activity, status: { id: 3, name: 'Suppressed' }, compliance: fail, code: 'WAIVED' };
  return { activity, status: fresh, compliance: fail, code: 'FAIL' };
}

/** One verdict as Compliance Finding. What OCSF has no field for stands under `unmapped`, as in the JSON report. */
export function complianceFindingOf(
  result: Result,
  rule: RuleSummary | undefined,
  { tool, run }: Pick<ReportHeader, 'tool' | 'run'>,
): object {
  const { id, resource, severity, waiver, fix, since } = result;
  const { activity, status, compliance, code } = outcomeOf(result);
  const grade = result.status === 'pass' ? { id: 1, name: 'Informational' } : severities[severity];
  const title = rule === undefined || rule.title === '' ? result.rule : rule.title;
  const said = messageOf(result, rule?.title ?? '');
  const remedy = result.status === 'fail' ? (fixText(fix)?.trim() ?? '') : '';
  const { references = [], invariants = [], helpUri = '' } = rule ?? {};
  return {
    metadata: {
      version: schemaVersion,
      product: { name: tool.name, vendor_name: tool.name, version: tool.version },
      profiles: ['cloud'],
      event_code: result.rule,
    },
    category_uid: 2,
    category_name: 'Findings',
    class_uid: classUid,
    class_name: 'Compliance Finding',
    activity_id: activity.id,
    activity_name: activity.name,
    type_uid: classUid * 100 + activity.id,
    type_name: `Compliance Finding: ${activity.name}`,
    time: Date.parse(run.finishedAt),
    severity_id: grade.id,
    severity: grade.name,
    status_id: status.id,
    status: status.name,
    status_code: code,
    ...(waiver === null ? {} : { status_detail: waiverText(waiver), comment: waiverText(waiver) }),
    message: said,
    finding_info: {
      uid: id,
      title,
      desc: rule === undefined || rule.why === '' ? said : `${rule.why} ${said}`,
      types: ['Software and Configuration Checks'],
      analytic: { uid: result.rule, name: title, type_id: 1, type: 'Rule' },
      ...(helpUri === '' ? {} : { src_url: helpUri }),
      ...(since === undefined ? {} : { first_seen_time: Date.parse(since.time) }),
    },
    compliance: {
      control: result.rule,
      standards: [...standardsOf(references), tool.name],
      requirements: [...invariants, ...references],
      status_id: compliance.id,
      status: compliance.name,
    },
    resources: [resourceOf(result)],
    ...(remedy === '' ? {} : { remediation: { desc: remedy, ...(helpUri === '' ? {} : { references: [helpUri] }) } }),
    cloud: {
      provider: 'AWS',
      region: resource.region,
      account: { uid: resource.account, type_id: 10, type: 'AWS Account' },
    },
    unmapped: unmappedOf(result),
  };
}

function messageOf(result: Result, title: string): string {
  if (result.status === 'unknown') return unknownText(result);
  const texts = result.status === 'pass' ? [plainText(result.message)] : findingTexts(result, title, mostObservations);
  return `${resourceName(result.resource)}: ${texts.join('; ')}`;
}

function resourceOf({ resource }: Result): object {
  const { id, type, region, tags } = resource;
  const labels = tags === null ? null : Object.entries(tags).map(([key, value]) => plainText(`${key}:${value}`));
  const [, partition = ''] = id.split(':');
  return {
    uid: id,
    name: resourceName(resource),
    type,
    region,
    ...(/^aws(-[a-z]+)*$/.test(partition) ? { cloud_partition: partition } : {}),
    ...(labels === null ? {} : { labels: labels.sort() }),
  };
}

function unmappedOf({
  evidence,
  related,
  gaps,
  workloads,
  waiver,
  ruleSeverity,
  environment,
  follows,
  source,
  baseline,
  since,
}: Result): object {
  return { evidence, related, gaps, workloads, waiver, ruleSeverity, environment, follows, source, baseline, since };
}
