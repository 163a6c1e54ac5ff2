import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutputOptions } from '../../src/output/define.ts';
import table from '../../src/output/table.ts';
import { displayWidth } from '../../src/output/wrap.ts';
import { expectGolden } from '../kit/golden.ts';
import { outputOptions } from '../kit/output-options.ts';
import { evidence, failing, gap, report, resource, type StoredReport, streamed, unknown } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

const { mixed, empty, many, 'all-pass': allPass, 'hostile-strings': hostile } = reportFixtures;
if (mixed === undefined || empty === undefined || many === undefined || allPass === undefined || hostile === undefined) {
  throw new Error('fixtures are missing');
}

const rendered = (stored: StoredReport, overrides: Partial<OutputOptions> = {}) =>
  [...table.render(streamed(stored), outputOptions(overrides))].join('');
const isCommand = (line: string) => /^\s*(fix\s+)?aws /.test(line);

const database = (name: string) => resource('rds.instance', 'AWS::RDS::DBInstance', `arn:aws:rds:us-east-1:123456789012:db:${name}`, name);
const rules = {
  'rds.instance-multi-az': { title: 'A standby', why: 'Because.', severity: 'critical', invariants: [], references: [] },
} as const;
const failingDatabase = (name: string, observed: Parameters<typeof evidence>[2], expected: Parameters<typeof evidence>[3]) =>
  failing({ rule: 'rds.instance-multi-az', resource: database(name), evidence: [evidence(database(name), 'value', observed, expected)] });
const exit = { code: 1, reason: '1 finding' } as const;

describe('the table', () => {
  it.each([
    ['mixed', mixed],
    ['hostile-strings', hostile],
  ])('of %s, verbose and wide, is what was accepted', (name, stored) => {
    expectGolden(`test/golden/table-verbose/${name}.txt`, rendered(stored, { verbose: true, width: 120 }));
  });

  it.each(Object.entries(reportFixtures).flatMap(([name, stored]) => [48, 80, 120].map((width) => ({ name, stored, width }))))(
    'of $name keeps to $width columns, commands excepted',
    ({ stored, width }) => {
      const tooWide = (text: string) =>
        text.split('\n').filter((line) => !isCommand(line) && !/^─+$/.test(line) && displayWidth(line) > width);
      expect(tooWide(rendered(stored, { width }))).toEqual([]);
      expect(tooWide(rendered(stored, { width, verbose: true }))).toEqual([]);
    },
  );

  it('puts the worst workload first and resources outside any workload last', () => {
    const headings = rendered(mixed)
      .split('\n')
      .filter((line, index, lines) => lines[index + 1]?.startsWith('───') && line !== '')
      .map((line) => line.split(/[ :]/)[0]);
    expect(headings).toEqual(['ha-web', 'reporting', 'Outside', 'Unknown', 'Summary']);
  });

  it('tells workloads of one name apart by account and region, and counts what has no region with one of its account', () => {
    const [first, second] = ['111111111111', '222222222222'] as const;
    const workload = (account: string, region: string) => ({
      id: `${account} ${region}`,
      name: 'shop',
      environment: null,
      account,
      region,
      tiers: { 'load-balancer': [], app: [], data: [] },
      placement: [],
    });
    const found = (account: string, region: string) => ({
      ...failingDatabase('orders', false, true),
      resource: { ...database(`${account}-${region}`), account, region },
      workloads: ['shop'],
    });
    const stored = report({
      rules,
      exit,
      workloads: [workload(first, 'eu-west-1'), workload(second, 'eu-west-1'), workload(second, 'eu-west-2')],
      results: [found(first, 'eu-west-1'), found(second, 'eu-west-2'), found(second, 'eu-west-2'), found(second, 'global')],
      accounts: [first, second],
      regions: ['eu-west-1', 'eu-west-2'],
    });
    const text = rendered(stored);
    const headings = text.split('\n').filter((line) => line.startsWith('shop') && line.includes(': '));
    expect(headings).toEqual([
      'shop (222222222222, eu-west-2): 2 critical',
      'shop (111111111111, eu-west-1): 1 critical',
      'shop (222222222222, eu-west-1): 1 critical',
    ]);
    expect(text).toMatch(/^shop \(222222222222, eu-west-2\) +2 /m);
  });

  describe('of failures that follow from others', () => {
    const subnet = (name: string) => resource('ec2.subnet', 'AWS::EC2::Subnet', `arn:aws:ec2:us-east-1:123456789012:subnet/${name}`, name);
    const texts = {
      'network.cause': { title: 'There is a way out', why: '', severity: 'high', invariants: [], references: [] },
      'network.middle': { title: 'The way is short', why: '', severity: 'high', invariants: [], references: [] },
      'network.end': { title: 'The way is cheap', why: '', severity: 'low', invariants: [], references: [] },
    } as const;
    const fails = (rule: string, name: string, cause: readonly [rule: string, name: string] | null) =>
      failing({
        rule,
        resource: subnet(name),
        evidence: [evidence(subnet(name), 'value', 1, 2)],
        ...(cause === null ? {} : { follows: { rule: cause[0], resource: subnet(cause[1]).id } }),
      });
    const results = [
      fails('network.cause', 'subnet-a', null),
      fails('network.middle', 'subnet-b', ['network.cause', 'subnet-a']),
      fails('network.end', 'subnet-c', ['network.middle', 'subnet-b']),
    ];
    const folded = rendered(report({ rules: texts, results, exit }));

    it('tells them with the one it all started with, and counts them apart', () => {
      expect(folded).toMatch(/1 high, 2 more that follow from others/);
      expect(folded).toContain('hence   The way is short (network.middle): not subnet-b');
      expect(folded).toContain('The way is cheap (network.end): not subnet-c');
      expect(folded.match(/^(CRITICAL|HIGH|LOW)/gm)).toEqual(['HIGH']);
    });

    it('lists them as findings of their own where their cause is not shown', () => {
      const alone = rendered(report({ rules: texts, results: results.slice(1), exit }));
      expect(alone).toMatch(/^HIGH +subnet-b/m);
      expect(alone).toContain('The way is cheap (network.end): not subnet-c');
    });

    it('never hides a worse one under a lesser cause', () => {
      const worse = { ...texts, 'network.middle': { ...texts['network.middle'], severity: 'critical' } } as const;
      expect(rendered(report({ rules: worse, results, exit }))).toMatch(/^CRITICAL +subnet-b[^]*^HIGH +subnet-a[^]*The way is cheap/m);
    });

    it('counts them all in the summary', () => {
      expect(folded).toContain('3 failing (2 high, 1 low)');
    });

    it('loses nothing where a report from elsewhere goes in a circle', () => {
      const circle = [
        fails('network.cause', 'subnet-a', ['network.middle', 'subnet-b']),
        fails('network.middle', 'subnet-b', ['network.cause', 'subnet-a']),
      ];
      expect(rendered(report({ rules: texts, results: circle, exit }))).toMatch(/^HIGH +subnet-a[^]*^HIGH +subnet-b/m);
    });
  });

  it('shows what was seen, what is expected, how to mend it and what that does', () => {
    const text = rendered(mixed);
    expect(text).toMatch(/CRITICAL {2}orders-db +multiAz is false, expected true/);
    expect(text).toContain('fix     aws rds modify-db-instance --db-instance-identifier orders-db --multi-az --region us-east-1\n');
    expect(text).toContain('effect  A short pause');
    expect(text).toContain('rds.instance-multi-az');
  });

  it('says a thing once where the message is made of the evidence', () => {
    expect(rendered(mixed).match(/multiAz is false/g)).toHaveLength(2);
  });

  it('prints every command whole, on a line of its own', () => {
    const commands = mixed.results.flatMap(({ fix, waiver }) => (typeof fix?.cli !== 'string' || waiver !== null ? [] : [fix.cli]));
    const lines = rendered(mixed, { width: 60 }).split('\n');
    expect(commands).toHaveLength(4);
    for (const command of commands) expect(lines.some((line) => line.endsWith(` ${command}`))).toBe(true);
  });

  it('does not print a command that holds what can not be seen', () => {
    expect(rendered(hostile)).not.toContain('modify-db-instance');
    expect(rendered(hostile)).toContain('the JSON report has it');
  });

  it('folds one rule over many resources and says how many are left', () => {
    expect(rendered(many)).toContain('and 2 more; --verbose lists all');
    expect(rendered(many, { verbose: true })).not.toContain('more; --verbose');
  });

  it('names account and region of a resource where there are several', () => {
    expect(rendered(many)).toContain('210987654321 eu-central-1');
    expect(rendered(mixed)).not.toMatch(/\d{12} us-east-1\n/);
  });

  it('counts what one denied call costs, instead of repeating it', () => {
    const results = Array.from({ length: 400 }, (_, index) =>
      unknown({ rule: 'rds.instance-multi-az', resource: database(`db-${index}`), gaps: [gap()] }),
    );
    const text = rendered(report({ rules, results, exit: { code: 3, reason: 'nothing was evaluated' } }));
    expect(text).toContain('UNKNOWN   400 verdicts: access to rds:DescribeDBInstances was denied');
    expect(text.split('\n').length).toBeLessThan(25);
  });

  it('shows a crash before any other unknown', () => {
    const crashed = gap({ reason: 'crashed', action: null, detail: 'TypeError' });
    const results = [
      ...[1, 2, 3].map((index) => unknown({ rule: 'rds.instance-multi-az', resource: database(`db-${index}`), gaps: [gap()] })),
      unknown({ rule: 'rds.instance-multi-az', resource: database('odd'), gaps: [crashed] }),
    ];
    const text = rendered(report({ rules, results, exit: { code: 4, reason: 'a rule crashed' } }));
    expect(text.indexOf('a rule crashed')).toBeLessThan(text.indexOf('was denied'));
  });

  it.each([
    [false, true, 'value is false, expected true'],
    ['false', 'true', 'value is "false", expected "true"'],
    ['', null, 'value is ""'],
    [null, 3, 'value is not set, expected 3'],
    [[], ['a', 'b'], 'value is empty, expected a, b'],
    [{ port: 22, from: ['a', 'b'] }, null, 'value is { port: 22, from: [a, b] }'],
  ])('writes %j as a reader would', (observed, expected, text) => {
    expect(rendered(report({ rules, results: [failingDatabase('db', observed, expected)], exit }))).toContain(text);
  });

  it('calls a failing report red, an incomplete one yellow, a clean one green, and says so in words', () => {
    const [red, yellow, green] = ['\u001b[31m', '\u001b[33m', '\u001b[32m'];
    const summary = (stored: StoredReport) => rendered(stored, { color: true }).split('Summary')[1] ?? '';
    const incomplete = { ...allPass, counts: { ...allPass.counts, unknown: 1 } };
    expect(summary(mixed)).toContain(`${red}6 failing`);
    expect(summary(allPass)).toContain(`${green}Everything that was judged holds`);
    expect(summary(incomplete)).toContain(`${yellow}No failure was found, but not everything could be judged`);
    expect(summary(empty)).toContain(`${yellow}Nothing was judged`);
    for (const stored of [mixed, incomplete, empty]) expect(summary(stored)).not.toContain(green);
  });

  it('has no colour unless asked, and the same words with it', () => {
    const colored = rendered(mixed, { color: true });
    expect(colored).toContain('\u001b[');
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(rendered(mixed));
  });

  it('tells how many failures are hidden', () => {
    expect(rendered(mixed, { minimumSeverity: 'high' })).toContain('Not shown because of --severity: 2 failing.');
  });

  it('is harmless and within its columns, whatever resources are called', () => {
    // Terminals disagree about the width of emoji that are made of several characters.
    const name = fc
      .string({ unit: 'binary', maxLength: 60 })
      .map((text) => text.replaceAll(/[^ -~]/gu, (character) => (/\p{Emoji}/u.test(character) ? 'e' : character)));
    fc.assert(
      fc.property(name, name, fc.integer({ min: 48, max: 140 }), (first, second, width) => {
        const results = [
          failingDatabase(first, second, first),
          unknown({ rule: 'rds.instance-multi-az', resource: database('x'), workloads: [second], gaps: [gap({ detail: first })] }),
        ];
        const text = rendered(report({ rules, results, exit }), { width, verbose: true });
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        for (const line of text.split('\n')) if (!line.startsWith('───')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 60 },
    );
  });
});
