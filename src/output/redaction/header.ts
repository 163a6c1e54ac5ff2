import type { CoverageEntry } from '../../model/coverage.ts';
import {
  type BaselineFinding,
  type BaselineSummary,
  type Network,
  environments,
  type ReportHeader,
  type RunInfo,
  type Seen,
  type WaiverSummary,
  type Workload,
} from '../../model/report.ts';
import { orNull, type Redaction } from './redaction.ts';

/** Names every field: one that is not named here is left out rather than shown. */
export function redactedHeader(header: ReportHeader, to: Redaction): ReportHeader {
  const { schema, tool, run, exit, counts, rules, coverage, workloads, networks, seen, waivers, baseline } = header;
  return {
    schema,
    tool,
    run: runInfo(run, to),
    exit: { code: exit.code, reason: to.words(exit.reason) },
    counts,
    rules,
    coverage: coverage.map((entry) => coverageEntry(entry, to)),
    workloads: workloads.map((each) => workload(each, to)),
    ...(networks === undefined ? {} : { networks: networks.map((each) => network(each, to)) }),
    ...(seen === undefined ? {} : { seen: seen.map((each) => seenEntry(each, to)) }),
    ...(waivers === undefined ? {} : { waivers: waivers.map((each) => waiverSummary(each, to)) }),
    ...(baseline === undefined ? {} : { baseline: baselineSummary(baseline, to) }),
  };
}

function runInfo({ source, startedAt, finishedAt, accounts, accountNames, regions, judged, ruleset }: RunInfo, to: Redaction): RunInfo {
  const names = Object.entries(accountNames ?? {}).map(([id, name]): [string, string] => [to.account(id), to.identifier(name)]);
  return {
    source: to.words(source),
    startedAt,
    finishedAt,
    accounts: accounts.map(to.account),
    ...(accountNames === undefined ? {} : { accountNames: Object.fromEntries(names) }),
    regions: regions.map(to.words),
    ...(judged === undefined ? {} : { judged: { accounts: judged.accounts.map(to.account), regions: judged.regions.map(to.words) } }),
    ruleset,
  };
}

function coverageEntry({ kind, status, items, gaps, listed, ...place }: CoverageEntry, to: Redaction): CoverageEntry {
  return { kind, ...to.place(place), status, items, gaps: gaps.map(to.gap), listed };
}

/** Account, region and name. */
function workloadId(id: string, to: Redaction): string {
  const [account = '', region = '', ...name] = id.split('/');
  return [to.account(account), to.words(region), to.identifier(name.join('/'))].join('/');
}

function workload({ id, name, environment, tiers, placement, ...place }: Workload, to: Redaction): Workload {
  const isOurs = environments.some((each) => each === environment);
  return {
    id: workloadId(id, to),
    name: to.identifier(name),
    environment: isOurs ? environment : orNull(environment, to.identifier),
    ...to.place(place),
    tiers: {
      'load-balancer': tiers['load-balancer'].map(to.identifier),
      app: tiers.app.map(to.identifier),
      data: tiers.data.map(to.identifier),
    },
    placement: placement.map(({ resource, zones, subnets, ...known }) => ({
      resource: to.identifier(resource),
      zones: zones.map(to.words),
      subnets: subnets.map(to.identifier),
      ...known,
    })),
  };
}

function network({ id, name, workloads, subnets, natGateways, ...place }: Network, to: Redaction): Network {
  return {
    id: to.identifier(id),
    name: orNull(name, to.identifier),
    ...to.place(place),
    workloads: workloads.map((each) => workloadId(each, to)),
    subnets: subnets.map((subnet) => ({
      id: to.identifier(subnet.id),
      name: orNull(subnet.name, to.identifier),
      zone: orNull(subnet.zone, to.words),
      reach: subnet.reach,
    })),
    natGateways: orNull(natGateways, (gateways) =>
      gateways.map(({ zones, ...gateway }) => ({
        id: to.identifier(gateway.id),
        name: orNull(gateway.name, to.identifier),
        zones: zones.map(to.words),
      })),
    ),
  };
}

function seenEntry({ service, count, examples, how, gap, ...place }: Seen, to: Redaction): Seen {
  return { service, ...to.place(place), count, examples: examples.map(to.identifier), how, gap: orNull(gap, to.gap) };
}

function waiverSummary({ match, note, state, findings, line, ...waiver }: WaiverSummary, to: Redaction): WaiverSummary {
  const fields = Object.entries(match).map(([field, value]): [string, string] => [field, field === 'rule' ? value : to.identifier(value)]);
  return { match: Object.fromEntries(fields), ...to.waiver(waiver), state, findings, note: orNull(note, to.words), line };
}

function baselineSummary({ takenAt, fixed, unknown, gone, notJudged, ...counts }: BaselineSummary, to: Redaction): BaselineSummary {
  const finding = ({ id, rule, severity, resource, name }: BaselineFinding): BaselineFinding => ({
    id,
    rule,
    severity,
    resource: to.identifier(resource),
    name: orNull(name, to.identifier),
  });
  return {
    takenAt,
    new: counts.new,
    unchanged: counts.unchanged,
    fixed: fixed.map(finding),
    unknown: unknown.map(finding),
    gone: gone.map(finding),
    notJudged: notJudged.map(finding),
  };
}
