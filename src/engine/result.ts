import type { AnyView } from '../graph/view.ts';
import { distinctGaps, type Gap } from '../model/gap.ts';
import { kinds } from '../model/kinds.ts';
import type { Cause, Evidence, Json, ResourceReference, Result } from '../model/report.ts';
import type { SelectedRule } from './report.ts';
import type { Verdict } from './verdict.ts';

type SeverityPart = 'severity' | 'ruleSeverity' | 'environment';

/** A verdict as the report prints it. */
export function resultOf(
  verdict: Verdict,
  view: AnyView,
  { rule }: SelectedRule,
  {
    id,
    workloads,
    fix,
    follows,
    ...severities
  }: Pick<Result, 'id' | 'workloads' | 'fix' | SeverityPart> & { readonly follows: Cause | null },
): Result {
  const gaps = verdict.status === 'unknown' ? distinctGaps(verdict.gaps) : [];
  return {
    id,
    rule: rule.id,
    status: verdict.status,
    ...severities,
    resource: referenceTo(view),
    workloads,
    message: messageOf(verdict, rule.title, gaps),
    evidence: verdict.evidence,
    related: verdict.related,
    gaps,
    fix,
    ...(follows === null ? {} : { follows }),
    waiver: null,
  };
}

export function referenceTo(view: AnyView): ResourceReference {
  const { kind, id, account, region } = view;
  const tags = tagsOf(view);
  return { id, kind, type: typeOf(view), name: view.name ?? nameTag(tags) ?? shortId(view), account, region, tags };
}

/** An empty `Name` tag names nothing. */
function nameTag(tags: ResourceReference['tags']): string | null {
  const name = tags?.['Name']?.trim();
  return name === undefined || name === '' ? null : name;
}

function shortId({ key }: AnyView): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** RDS lists DocumentDB and Neptune too; CloudFormation knows them by types of their own. */
function typeOf({ kind, record }: AnyView): string {
  const { type } = kinds[kind];
  const engine = record.facts['engine'];
  if (engine === 'docdb') return type.replace('AWS::RDS::', 'AWS::DocDB::');
  return engine === 'neptune' ? type.replace('AWS::RDS::', 'AWS::Neptune::') : type;
}

function tagsOf({ record }: AnyView): Readonly<Record<string, string>> | null {
  const { tags } = record.facts;
  return isTags(tags) ? tags : null;
}

function isTags(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}

function messageOf(verdict: Verdict, title: string, gaps: readonly Gap[]): string {
  switch (verdict.status) {
    case 'pass':
      return title;
    case 'fail':
      return verdict.note ?? verdict.evidence.map(describe).join('; ');
    case 'unknown':
      return gaps.map(({ detail, action }) => (action === null || detail.includes(action) ? detail : `${detail} (${action})`)).join('; ');
  }
}

function describe({ fact, observed, expected }: Evidence): string {
  const wanted = expected === null ? '' : `, expected ${inWords(expected)}`;
  return `${fact} is ${inWords(observed)}${wanted}`;
}

function inWords(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
