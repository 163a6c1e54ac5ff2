import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../src/app/config/parse.ts';
import { rules } from '../../../src/generated/rules.ts';

const mistakesIn = (text: string, file = 'ha-audit.yaml'): string => {
  try {
    parseConfiguration(text, file);
  } catch (error) {
    expect(error).toMatchObject({ name: 'InputError' });
    return error instanceof Error ? error.message : '';
  }
  return 'none';
};

const whole = `# The regions we run in.
regions: [eu-west-1, eu-central-1]
ruleset: strict
rules:
  rds.instance-multi-az: { severity: low, params: { engines: [postgres] } }
  elasticache.memcached-multi-az: off
workloads:
  - { name: orders, match: { tags: { Stack: orders } }, environment: prod, bootSeconds: 120 }
environments:
  tags: [Env]
  names: { 'feature-*': development }
  severity:
    staging: off
    test: { critical: low }
`;

describe('accounts in a configuration', () => {
  it('are ids, or ids with settings', () => {
    const text =
      "orgRole: audit/ha-audit\naccounts:\n  - '111111111111'\n  - { id: '022222222222', name: orders, role: reader, externalId: x, regions: [all] }\n";
    expect(parseConfiguration(text, 'x.yaml')).toMatchObject({
      orgRole: 'audit/ha-audit',
      accounts: ['111111111111', { id: '022222222222' }],
    });
  });

  it.each([
    [
      'accounts: [123456789012]',
      "x.yaml:1:12: accounts[0] must be an account id of 12 digits, in quotes, or settings such as { id: '123456789012', role: ha-audit }",
    ],
    [
      "accounts: ['1234']",
      "x.yaml:1:12: accounts[0] must be an account id of 12 digits, in quotes, or settings such as { id: '123456789012', role: ha-audit }",
    ],
    ["accounts: [{ id: '12' }]", 'x.yaml:1:18: accounts[0].id must be an account id of 12 digits, in quotes'],
    ['accounts: [{ id: 123456789012 }]', 'x.yaml:1:18: accounts[0].id must be text: put it in quotes'],
    ["accounts: [{ id: '123456789012', rol: x }]", 'x.yaml:1:34: unknown key rol in accounts[0] (did you mean role?)'],
    ['accounts: []', 'x.yaml:1:11: accounts lists none; leave it out to read the account of the credentials'],
    ['accounts: [{ role: x }]', 'x.yaml:1:12: accounts[0] lacks id'],
    [
      "accounts: ['123456789012', { id: '123456789012' }]",
      'x.yaml:1:28: accounts[1] names account 123456789012 a second time, after accounts[0]',
    ],
    [
      'orgRole: arn:aws:iam::123456789012:role/x',
      'x.yaml:1:10: orgRole must be the name of a role such as ha-audit or audit/ha-audit, not its ARN',
    ],
  ])('are wrong in %s', (text, message) => {
    expect(mistakesIn(text, 'x.yaml')).toBe(message);
  });
});

describe('a configuration', () => {
  it('is YAML', () => {
    expect(parseConfiguration(whole, 'ha-audit.yaml')).toEqual({
      regions: ['eu-west-1', 'eu-central-1'],
      ruleset: 'strict',
      rules: { 'rds.instance-multi-az': { severity: 'low', params: { engines: ['postgres'] } }, 'elasticache.memcached-multi-az': 'off' },
      workloads: [{ name: 'orders', match: { tags: { Stack: 'orders' } }, environment: 'prod', bootSeconds: 120 }],
      environments: { tags: ['Env'], names: { 'feature-*': 'development' }, severity: { staging: 'off', test: { critical: 'low' } } },
    });
  });

  it('is JSON, or a key of package.json, indented as its author likes', () => {
    const settings = { $schema: 'x', ruleset: 'starter' };
    for (const indent of ['', '  ', '\t']) {
      expect(parseConfiguration(JSON.stringify(settings, null, indent), 'ha-audit.json')).toEqual(settings);
      expect(
        parseConfiguration(JSON.stringify({ name: 'x', bin: { 'ha-audit': 'y' }, 'ha-audit': settings }, null, indent), 'a/package.json'),
      ).toEqual(settings);
    }
  });

  it('may be empty', () => {
    for (const text of ['', '# nothing\n', '{}', 'null', '\ufeff']) expect(parseConfiguration(text, 'ha-audit.yaml')).toEqual({});
  });

  it('takes nothing from the defaults of parameters', () => {
    const text = 'rules: { rds.instance-multi-az: { params: {} } }';
    expect(parseConfiguration(text, 'x.yaml')).toEqual({ rules: { 'rds.instance-multi-az': { params: {} } } });
  });
});

describe('a mistake', () => {
  it.each([
    ['regoins: [x]', '1:1: unknown key regoins (did you mean regions?)'],
    ['ruleset: standrad', '1:10: ruleset must be starter, standard or strict (did you mean standard?)'],
    ['regions: eu-west-1', '1:10: regions must be a list'],
    ['regions:\n  - eu-west-1\n  - 7', '3:5: regions[1] must be text'],
    ['rules:\n  rds.instance-mutli-az: off', '2:3: there is no rule rds.instance-mutli-az (did you mean rds.instance-multi-az?)'],
    [
      'rules:\n  rds.instance-multi-az: { severity: hihg }',
      '2:38: rules.rds.instance-multi-az.severity must be critical, high, medium or low (did you mean high?)',
    ],
    [
      'rules:\n  rds.instance-multi-az: { severty: high }',
      '2:28: unknown key severty in rules.rds.instance-multi-az (did you mean severity?)',
    ],
    ['rules:\n  rds.instance-multi-az: on', '2:26: rules.rds.instance-multi-az must be `off`, or settings such as { severity: low }'],
    ['rules:\n  rds.instance-multi-az: false', '2:26: rules.rds.instance-multi-az must be `off`, or settings such as { severity: low }'],
    [
      'rules:\n  rds.instance-multi-az:\n    params:\n      engine: [x]',
      '4:7: unknown key engine in rules.rds.instance-multi-az.params (did you mean engines?)',
    ],
    [
      'rules:\n  rds.instance-multi-az:\n    params:\n      engines: [1]',
      '4:17: rules.rds.instance-multi-az.params.engines[0] must be text',
    ],
    ['workloads:\n  - match: { tags: { a: b } }', '2:5: workloads[0] lacks name'],
    ['workloads:\n  - { name: x, match: { tags: { a: b }, tag: {} } }', '2:41: unknown key tag in workloads[0].match (did you mean tags?)'],
    ['workloads: [{ name: x, match: { tags: {} } }]', '1:39: workloads[0].match.tags must NOT have fewer than 1 properties'],
    ['workloads: [{ name: x, match: { tags: { a: b } }, bootSeconds: 0 }]', '1:64: workloads[0].bootSeconds must be > 0'],
    ['environments: none', '1:15: environments must be `off`, or settings such as { tags: [Env] }'],
    ['environments: { tag: [Env] }', '1:17: unknown key tag in environments (did you mean tags?)'],
    ['environments: { tags: [] }', '1:23: environments.tags must NOT have fewer than 1 items'],
    ['environments: { tags: Env }', '1:23: environments.tags must be a list'],
    [
      'environments:\n  names:\n    blue: develop',
      '3:11: environments.names.blue must be production, staging, test or development (did you mean development?)',
    ],
    ['environments: { severity: { dev: { critical: low } } }', '1:29: unknown key dev in environments.severity (did you mean test?)'],
    ['environments: { severity: { production: off } }', '1:29: unknown key production in environments.severity'],
    [
      'environments:\n  severity:\n    test: low',
      '3:11: environments.severity.test must be `off`, or settings such as { critical: medium }',
    ],
    [
      'environments: { severity: { test: { medium: high } } }',
      '1:45: environments.severity.test.medium must be medium or low (did you mean low?)',
    ],
    ['environments: { severity: { test: { low: high } } }', '1:37: unknown key low in environments.severity.test'],
    ['rules:\n  rds.instance-multi-az: { environments: prod }', '2:42: rules.rds.instance-multi-az.environments must be production or all'],
    ['- a', '1:1: the configuration must be a mapping of keys to values'],
    ['standard', '1:1: the configuration must be a mapping of keys to values'],
    ['a: b: c', '1:4: Nested mappings are not allowed in compact mappings'],
    ['regions: [a\nruleset: strict', '2:1: Flow sequence in block collection'],
    ['ruleset: strict\nruleset: starter', '2:1: Map keys must be unique'],
    ['ruleset: strict\n---\nruleset: starter', '2:1: Source contains multiple documents'],
  ])('in %j is told with its place', (text, message) => {
    const [first, ...others] = mistakesIn(text).split('\n');
    expect([first, others]).toEqual([expect.stringContaining(`ha-audit.yaml:${message}`), []]);
  });

  it('does not hide the others, which come in the order of the file', () => {
    const places = mistakesIn('workloads: 3\nregoins: x\nruleset: y\nrules:\n  a: { severity: z, extra: 1 }\n').split('\n');
    expect(places.map((line) => /^ha-audit\.yaml:(\d+:\d+): /.exec(line)?.[1])).toEqual(['1:12', '2:1', '3:10', '5:18', '5:21']);
  });

  it('in a package.json is told with its place in that file', () => {
    const text = JSON.stringify({ name: 'x', 'ha-audit': { ruleset: 'x' } }, null, 2);
    expect(mistakesIn(text, 'package.json')).toContain('package.json:4:16: ruleset must be');
  });

  it('that unfolds without end is refused', () => {
    const levels = Array.from(
      { length: 12 },
      (_, index) => `x${index + 1}: &x${index + 1} [${Array.from({ length: 9 }, () => `*x${index}`).join(', ')}]`,
    );
    expect(mistakesIn(`x0: &x0 [lol]\n${levels.join('\n')}`)).toMatch(/^ha-audit\.yaml:2:10: .*alias/i);
  });

  it('is found in the parameters of every rule', () => {
    for (const { id } of rules)
      expect(mistakesIn(`rules: { ${id}: { params: { no-such-parameter: 1 } } }`), id).toContain(
        `unknown key no-such-parameter in rules.${id}.params`,
      );
  });
});
