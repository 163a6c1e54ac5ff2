import type { Report, ReportHeader, ResourceReference, Result } from '../model/report.ts';

/** The header's fields in the order the report is documented in, whoever assembled it. */
export function orderedHeader(report: Report): ReportHeader {
  const { schema, tool, run, exit, counts, rules, coverage, workloads, networks, seen, waivers, baseline } = report;
  return {
    ...{ schema, tool, run, exit, counts, rules, coverage, workloads },
    ...(networks === undefined ? {} : { networks }),
    ...(seen === undefined ? {} : { seen }),
    ...(waivers === undefined ? {} : { waivers }),
    ...(baseline === undefined ? {} : { baseline }),
  };
}

export function orderedResult(result: Result): Result {
  const { id, rule, status, severity, resource, workloads, message, evidence, related, gaps, fix, waiver, ...rest } = result;
  const ordered = {
    id,
    rule,
    status,
    severity,
    resource: orderedResource(resource),
    workloads,
    message,
    evidence,
    related,
    gaps,
    fix,
    waiver,
  };
  return { ...ordered, ...rest };
}

function orderedResource({ id, kind, type, name, account, region, tags }: ResourceReference): ResourceReference {
  return { id, kind, type, name, account, region, tags };
}
