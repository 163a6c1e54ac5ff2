import { createHash } from 'node:crypto';
import type { ReportHeader, Result, RuleSummary, Severity } from '../../model/report.ts';
import { findingTexts, resourceName } from '../finding-text.ts';
import { fixText } from '../fix-text.ts';
import { causeText } from '../gap-text.ts';
import { plainText } from '../plain-text.ts';
import { unknownText } from '../unknown-text.ts';
import { waiverText } from '../waiver-text.ts';
import type { AsffFinding, AsffResource } from './fields.ts';
import { cut, limits } from './limits.ts';
import { productFields } from './product-fields.ts';
import { resourceType } from './resource-type.ts';

const noRegion = 'global';
const mostObservations = 10;

export interface AsffContext {
  readonly tool: ReportHeader['tool'];
  /** The rule of the result, for its title and references. */
  readonly rule: RuleSummary | undefined;
  /** ISO 8601, UTC: when the account was judged. */
  readonly observedAt: string;
  /** When Security Hub first got this finding, where that is known: it should stay what it was. */
  readonly createdAt?: string;
  /** Region that findings about resources of no region are sent to. */
  readonly homeRegion: string;
}

/**
 * One verdict in the AWS Security Finding Format. The same resource and rule have the same `Id` in every run. What is too long is
 * cut where it ends in `…`, and lists say how much they leave out. Nothing the customer edits in Security Hub is set.
 */
export function asffFindingOf(result: Result, context: AsffContext): AsffFinding {
  const { resource, rule: ruleId } = result;
  const { tool, rule, observedAt, createdAt = observedAt } = context;
  const region = resource.region === noRegion ? context.homeRegion : resource.region;
  const place = `${resource.account}/${resource.region}/${ruleId}`;
  const hash = createHash('sha256').update(resource.id).digest('hex');
  const title = rule === undefined || rule.title === '' ? ruleId : rule.title;
  return {
    SchemaVersion: '2018-10-08',
    Id: `${cut(`${tool.name}/${place}`, limits.id - 65)}/${hash}`,
    ProductArn: `arn:${partitionOf(resource.id)}:securityhub:${region}:${resource.account}:product/${resource.account}/default`,
    ProductName: tool.name,
    CompanyName: tool.name,
    GeneratorId: cut(`${tool.name}/${ruleId}`, limits.id),
    AwsAccountId: resource.account,
    CreatedAt: createdAt,
    UpdatedAt: observedAt,
    ...(result.since === undefined ? {} : { FirstObservedAt: result.since.time }),
    LastObservedAt: observedAt,
    FindingProviderFields: {
      Severity: { Label: severityLabel(result), Original: result.severity },
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    },
    Title: cut(plainText(title), limits.title),
    Description: cut(descriptionOf(result, title), limits.description),
    Remediation: { Recommendation: recommendationOf(result, rule) },
    Compliance: complianceOf(result, rule),
    RecordState: 'ACTIVE',
    ProductFields: productFields(result, tool.version),
    Resources: resourcesOf(result, region),
  };
}

/** Security Hub refuses a whole batch for one finding without a sound account and region. */
export function isImportable({ AwsAccountId, ProductArn }: AsffFinding): boolean {
  return /^\d{12}$/.test(AwsAccountId) && /^arn:[a-z-]+:securityhub:[a-z]+(-[a-z]+)+-\d+:/.test(ProductArn);
}

function partitionOf(arn: string): string {
  const [, partition = ''] = arn.split(':');
  return /^aws(-[a-z]+)*$/.test(partition) ? partition : 'aws';
}

/** Neither what holds nor what is accepted is a severe matter; what is unknown may be. */
function severityLabel({ status, waiver, severity }: Result): AsffFinding['FindingProviderFields']['Severity']['Label'] {
  const labels = { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } as const satisfies Record<Severity, string>;
  return status === 'pass' || waiver !== null ? 'INFORMATIONAL' : labels[severity];
}

/** An accepted risk is a warning: suppressing it would outlive the waiver, since that field is the customer's. */
function complianceOf({ status, waiver, gaps }: Result, rule: RuleSummary | undefined): AsffFinding['Compliance'] {
  const requirements = [...(rule?.invariants ?? []), ...(rule?.references ?? [])].slice(0, limits.requirements);
  const related = requirements.length === 0 ? {} : { RelatedRequirements: requirements.map((text) => cut(text, limits.id)) };
  if (status === 'pass') return { Status: 'PASSED', ...related };
  if (waiver !== null)
    return {
      Status: 'WARNING',
      StatusReasons: [{ ReasonCode: 'WAIVED', Description: cut(waiverText(waiver), limits.reason) }],
      ...related,
    };
  if (status === 'fail') return { Status: 'FAILED', ...related };
  const reasons = new Map(gaps.map(({ reason, action, detail }) => [`${reason} ${action ?? ''}`, { reason, action, detail }]));
  const told = [...reasons.values()].slice(0, limits.reasons).map(({ reason, action, detail }) => ({
    ReasonCode: reason.toUpperCase().replaceAll('-', '_'),
    Description: cut(`${causeText(reason, action)}: ${plainText(detail)}`, limits.reason),
  }));
  return { Status: 'NOT_AVAILABLE', StatusReasons: told, ...related };
}

function descriptionOf(result: Result, title: string): string {
  const name = resourceName(result.resource);
  if (result.status === 'unknown') return `${name}: ${unknownText(result)}`;
  const texts = result.status === 'pass' ? [plainText(result.message)] : findingTexts(result, title, mostObservations);
  return [`${name}: ${texts.join('; ')}`, ...(result.waiver === null ? [] : [waiverText(result.waiver)])].join('. ');
}

function recommendationOf({ rule: id, fix, status }: Result, rule: RuleSummary | undefined): { Text: string; Url?: string } {
  const mend = status === 'fail' ? fixText(fix) : null;
  const url = rule?.helpUri ?? '';
  return {
    Text: cut(mend === null || mend.trim() === '' ? `ha-audit rules show ${id}` : mend, limits.recommendation),
    ...(/^https?:\/\//.test(url) && url.length <= limits.recommendation ? { Url: url } : {}),
  };
}

function resourcesOf({ resource, related }: Result, region: string): readonly AsffResource[] {
  // Security Hub takes no tag without a value.
  const tags = Object.entries(resource.tags ?? {})
    .map(([key, value]) => [cut(plainText(key), 128), cut(plainText(value), 256)] as const)
    .filter((tag) => tag.every((text) => text.trim() !== ''))
    .slice(0, limits.tags);
  const place = { Region: region, Partition: partitionOf(resource.id) };
  const others = related.filter((arn) => arn !== resource.id).slice(0, limits.resources - 1);
  return [
    {
      Type: resourceType(resource.type),
      Id: cut(resource.id, limits.id),
      ...place,
      ...(tags.length === 0 ? {} : { Tags: Object.fromEntries(tags) }),
    },
    ...others.map((arn) => ({ Type: 'Other', Id: cut(arn, limits.id), ...place })),
  ];
}
