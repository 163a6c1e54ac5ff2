import { describe, expect, it } from 'vitest';
import { parseConfiguration, parsePlaced } from '../../../src/app/config/parse.ts';

const mistakesIn = (text: string, file = 'ha-audit.yaml'): readonly string[] => {
  try {
    parseConfiguration(text, file);
  } catch (error) {
    expect(error).toMatchObject({ name: 'InputError' });
    return error instanceof Error ? error.message.split('\n') : [];
  }
  return [];
};
const why = 'reason: enough, owner: me@example.com, expires: 2027-03-31';
const [enough, rule] = [{ reason: 'enough', owner: 'me@example.com', expires: '2027-03-31' }, 'rds.instance-multi-az'];

describe('waivers in the configuration', () => {
  it('may hold every field, and keep the lines they stand on', () => {
    const text = `ruleset: strict
waivers:
  # the batch
  - rule: network.nat-*
    resource: vpc-0abc*
    ${why.replaceAll(', ', '\n    ')}
    ticket: OPS-1
  - { finding: 0123456789abcdef0123, account: '012345678901', region: eu-*, workload: shop, tags: { Env: dev* }, ${why} }
`;
    expect(parsePlaced(text, 'ha-audit.yaml')).toEqual({
      value: {
        ruleset: 'strict',
        waivers: [
          { rule: 'network.nat-*', resource: 'vpc-0abc*', ...enough, ticket: 'OPS-1' },
          {
            ...{ finding: '0123456789abcdef0123', account: '012345678901', region: 'eu-*', workload: 'shop', tags: { Env: 'dev*' } },
            ...enough,
          },
        ],
      },
      waiverLines: [4, 10],
    });
  });

  it('may share what they have in common', () => {
    const text = `waivers:\n  - &first { rule: ${rule}, resource: a, ${why} }\n  - { <<: *first, resource: b }\n  - *first\n`;
    const { value, waiverLines } = parsePlaced(text, 'ha-audit.yaml');
    expect(value.waivers?.map(({ resource, owner }) => [resource, owner])).toEqual(['a', 'b', 'a'].map((name) => [name, enough.owner]));
    expect(waiverLines).toEqual([2, 3, 4]);
  });

  it('may stand in JSON', () => {
    const settings = { waivers: [{ rule, resource: 'a', ...enough }] };
    expect(parseConfiguration(JSON.stringify(settings), 'ha-audit.json')).toEqual(settings);
    const placed = parsePlaced(JSON.stringify({ name: 'x', 'ha-audit': settings }, null, 2), 'package.json');
    expect(placed).toEqual({ value: settings, waiverLines: [5] });
  });
});

describe('a mistake in a waiver', () => {
  it.each([
    [`rule: §rds.instance-mutli-az, ${why}`, `waivers[0].rule matches no rule: rds.instance-mutli-az (did you mean ${rule}?)`],
    [`rule: §rsd.*, ${why}`, 'waivers[0].rule matches no rule: rsd.* (did you mean '],
    [`rule: §RDS.*, ${why}`, 'waivers[0].rule matches no rule: RDS.*'],
    [`rule: ${rule}, reason: x, owner: y, expires: §2027-02-30`, 'waivers[0].expires is no day of the calendar: 2027-02-30'],
    [`rule: ${rule}, reason: x, owner: y, expires: §31.12.2027`, 'waivers[0].expires must be a day such as 2027-03-31'],
    [`rule: ${rule}, reason: x, owner: y, expires: §20271231`, 'waivers[0].expires must be text: put it in quotes'],
    [`rule: ${rule}, reason: x, owner: y, expires: §never`, 'waivers[0].expires must be a day such as 2027-03-31'],
    [`§rule: ${rule}, owner: y, expires: 2027-02-28`, 'waivers[0] lacks reason'],
    [`§rule: ${rule}, reason: x, expires: 2027-02-28`, 'waivers[0] lacks owner'],
    [`§rule: ${rule}, reason: x, owner: y`, 'waivers[0] lacks expires'],
    [`rule: ${rule}, reason: §' ', owner: y, expires: 2027-02-28`, 'waivers[0].reason must not be blank'],
    [`§resuorce: x, rule: ${rule}, ${why}`, 'unknown key resuorce in waivers[0] (did you mean resource?)'],
    [`rule: ${rule}, account: §123456789012, ${why}`, 'waivers[0].account must be text: put it in quotes'],
    [`rule: ${rule}, tags: §{}, ${why}`, 'waivers[0].tags must NOT have fewer than 1 properties'],
    [`finding: §vpc-0abc, ${why}`, 'waivers[0].finding must be the id of a finding'],
    [`§${why}`, 'waivers[0] would accept too much: name a rule, a resource or a finding'],
    [`§account: '123456789012', ${why}`, 'waivers[0] would accept too much'],
    [`§rule: '*', resource: '**', ${why}`, 'waivers[0] would accept too much'],
    [`rule: ${rule}, §rule: ${rule}, ${why}`, 'Map keys must be unique'],
    [`<<: §*nobody, ${why}`, 'Merge sources must be maps or map aliases'],
    [`rule: §*nobody, ${why}`, 'Unresolved alias'],
  ])('%s is told with its place', (marked, message) => {
    const text = `waivers:\n  -\n    { ${marked} }\n`;
    // Of a map as a whole, its bracket.
    const column = marked.startsWith('§') && !message.startsWith('unknown') ? 5 : (text.split('\n')[2]?.indexOf('§') ?? 0);
    const place = column === 5 ? '3:5' : `3:${column + 1}`;
    const [first, ...others] = mistakesIn(text.replace('§', ''));
    expect([first, others]).toEqual([expect.stringContaining(`ha-audit.yaml:${place}: ${message}`), []]);
  });

  it('of a file that was cut short is told', () => {
    const text = `waivers:\n  - rule: ${rule}\n    reason: "enough"\n    owner: me@example.com\n    expires: 2027-03-31\n`;
    expect(mistakesIn(text)).toEqual([]);
    expect(mistakesIn(text.slice(0, text.indexOf('31\n')))).toEqual([
      'ha-audit.yaml:5:14: waivers[0].expires must be a day such as 2027-03-31',
    ]);
    expect(mistakesIn(text.slice(0, text.indexOf('    expires')))).toEqual(['ha-audit.yaml:2:5: waivers[0] lacks expires']);
    expect(mistakesIn(text.slice(0, text.indexOf('gh"')))[0]).toMatch(/^ha-audit\.yaml:3:\d+: /);
    expect(mistakesIn(JSON.stringify({ waivers: [{ rule, ...enough }] }).slice(0, -3), 'ha-audit.json')[0]).toMatch(
      /^ha-audit\.json:1:\d+: /,
    );
  });
});
