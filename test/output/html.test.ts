import { describe, expect, it } from 'vitest';
import html from '../../src/output/html.ts';
import { outputOptions } from '../kit/output-options.ts';
import { failing, evidence, report, type StoredReport, streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';
import { oneNat, orders, reports, rules, singleAz, vpc, web } from '../kit/report-parts.ts';
import { tenThousandFindings } from '../kit/ten-thousand.ts';

const page = (stored: StoredReport, options = {}) => [...html.render(streamed(stored), outputOptions(options))].join('');
const exit = { code: 1, reason: '1 finding at or above high' } as const;

describe('the HTML report', () => {
  it('loads nothing: no address but links of rules, and a policy that allows its own style and script alone', () => {
    const text = page(reportFixtures['mixed'] ?? report({ rules, exit }));
    expect(text.match(/\b(?:src|action|poster|data|srcset)=/g)).toBeNull();
    expect(text).not.toMatch(/<link|@import|url\(| style="| on\w+="/);
    expect(
      text.match(
        /default-src 'none'; style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'/,
      ),
    ).not.toBeNull();
    expect(/<script>(?<script>[^<]*)<\/script>/.exec(text)?.groups?.['script']?.length).toBeLessThan(2048);
  });

  it('puts what follows from a finding under it, with its own id', () => {
    const cause = singleAz(orders, 'ha-web');
    const following = {
      ...failing({ rule: 'network.nat-per-zone', resource: vpc, evidence: [evidence(vpc, 'x', 1)] }),
      follows: { rule: cause.rule, resource: orders.id },
    };
    const text = page(report({ rules, results: [cause, following], exit }));
    expect(text.match(/<details class="f /g)).toHaveLength(1);
    expect(text).toContain(`<span id="f-${following.id}">`);
    expect(text).toContain('does not hold for 1 resource');
    expect(text).not.toContain('<h3>Every zone with private subnets');
  });

  it('shows waived findings apart, and waivers that are expired or match nothing', () => {
    const summary = {
      match: { rule: 'network.nat-per-zone' },
      reason: 'nightly',
      owner: 'me',
      expires: '2026-01-01',
      findings: 0,
      note: null,
      line: 12,
    };
    const stored = report({ rules, results: [oneNat, singleAz(reports, 'reporting')], exit });
    const text = page({
      ...stored,
      waivers: [
        { ...summary, state: 'expired' },
        { ...summary, state: 'unused', note: 'is it spelled right?' },
      ],
    });
    expect(text).toContain(`<li id="f-${oneNat.id}">`);
    expect(text).toContain('Accepted by platform@example.com until 2027-03-31: One NAT gateway is enough for the nightly batch.');
    for (const said of ['expired: applies no more', 'matches nothing', 'is it spelled right?', 'line 12']) expect(text).toContain(said);
    expect(text.match(/<details class="f /g)).toHaveLength(1);
  });

  it('marks what is new since the baseline, and lists what became of the rest', () => {
    const old = { id: 'aa', rule: 'rds.instance-multi-az', severity: 'critical', resource: orders.id, name: 'orders-db' } as const;
    const baseline = {
      takenAt: '2026-11-01T00:00:00Z',
      new: 1,
      unchanged: 1,
      fixed: [old],
      unknown: [{ ...old, id: 'bb' }],
      gone: [],
      notJudged: [],
    };
    const stored = report({
      rules,
      results: [
        { ...singleAz(orders, 'a'), baseline: 'new' },
        { ...singleAz(reports, 'b'), baseline: 'unchanged' },
      ],
      exit,
    });
    const text = page({ ...stored, baseline });
    expect(text.match(/<details class="f [^"]*\bnew"/g)).toHaveLength(1);
    expect(text).toContain('<b>1 new</b>, 1 unchanged, 1 fixed');
    for (const id of ['aa', 'bb']) expect(text).toContain(`<code>${id}</code>`);
    expect(text).toContain('new ones only');
  });

  it('says where a resource stands in code', () => {
    const source = {
      file: 'infra/db.tf',
      startLine: 12,
      startColumn: 3,
      endLine: 12,
      endColumn: 20,
      precision: 'attribute',
      address: 'aws_db_instance.orders',
      lineHash: 'a:1',
    } as const;
    expect(page(report({ rules, results: [{ ...singleAz(orders, 'a'), source }], exit }))).toContain(
      'infra/db.tf:12 (aws_db_instance.orders)',
    );
  });

  it('draws zones in which nothing stands, NAT gateways that are missing, and does not draw those nobody could list', () => {
    const stored = reportFixtures['all-pass'] ?? report({ rules, exit });
    const [workload] = stored.workloads;
    if (workload === undefined) throw new Error('the report has a workload');
    const network = {
      ...{ id: vpc.id, name: 'main', account: workload.account, region: workload.region, workloads: [workload.id] },
      subnets: ['use1-az1', 'use1-az2', 'use1-az3'].map((zone) => ({ id: `arn:x:ec2:::subnet/${zone}`, name: zone, zone, reach: null })),
      natGateways: [],
    };
    const text = page({ ...stored, networks: [network] });
    expect(text.match(/<th scope="col">use1-az\d/g)).toHaveLength(3);
    expect(text.match(/no NAT gateway/g)).toHaveLength(3);
    expect(text).toContain('<span class="sr">ha-web </span>not in this zone');
    expect(text).toContain('zone not known');
    const partly = { ...workload, placement: workload.placement.map((each) => ({ ...each, isPartial: true as const })) };
    expect(page({ ...stored, workloads: [partly], networks: [network] })).not.toContain('not in this zone');
    const unread = page({ ...stored, networks: [{ ...network, natGateways: null }] });
    expect(unread).not.toContain('no NAT gateway');
    expect(unread.match(/<li class="box gone">not known/g)).toHaveLength(3);
  });

  it('says what a failing part has, also where it is not drawn', () => {
    const stored = reportFixtures['mixed'] ?? report({ rules, exit });
    const text = page(stored);
    expect(text).toContain('<li class="box critical"><b>orders-db</b>');
    expect(text).toContain(`<b>${web.name ?? ''}</b>`);
  });

  it('keeps every id of 10,000 findings, in a page of moderate size', () => {
    const stored = tenThousandFindings();
    const text = page(stored);
    const ids = new Set(Array.from(text.matchAll(/ id="f-(?<id>\w+)"/g), ({ groups }) => groups?.['id']));
    expect(stored.results.filter(({ id, status }) => status === 'fail' && !ids.has(id))).toEqual([]);
    expect(text.length).toBeLessThan(15_000_000);
    expect(text).toContain('150 further workloads, not drawn');
  });
});
