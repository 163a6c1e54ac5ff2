import { describe, expect, it } from 'vitest';
import { explainRule, ruleDescriptions } from '../../src/app/rule-catalogue.ts';
import { rules } from '../../src/generated/rules.ts';
import { runCli } from '../kit/run-cli.ts';

const promised = [
  'id',
  'title',
  'severity',
  'rulesets',
  'invariants',
  'references',
  'why',
  'subject',
  'reads',
  'params',
  'actions',
  'environments',
];

describe('rules list', () => {
  it('prints every rule, whatever the rule set, with what it promises of each', async () => {
    const { status, stdout, stderr } = await runCli(['rules', 'list', '--format', 'json']);
    expect([status, stderr]).toEqual([0, '']);
    const listed: unknown = JSON.parse(stdout);
    expect(listed).toEqual(JSON.parse(JSON.stringify(ruleDescriptions())));
    expect(ruleDescriptions().map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    for (const description of ruleDescriptions()) expect(Object.keys(description)).toEqual(promised);
  });

  it('is a table for people', async () => {
    const { stdout } = await runCli(['rules', 'list']);
    expect(stdout).toContain('│ rds.instance-multi-az');
    expect(stdout).toMatch(new RegExp(`\\n${rules.length} rules; .ha-audit rules show RULE. explains one\\n$`));
  });
});

describe('rules show', () => {
  it('explains one rule', async () => {
    const { status, stdout } = await runCli(['rules', 'show', 'rds.instance-multi-az']);
    expect(status).toBe(0);
    for (const text of [
      'rds.instance-multi-az (critical)',
      'Judges      rds.instance',
      'Needs       rds:DescribeDBInstances',
      '  engines = ["mysql"',
      'securityhub:RDS.5  https://',
      'AWS CLI: aws rds modify-db-instance --db-instance-identifier NAME --multi-az',
    ]) {
      expect(stdout).toContain(text);
    }
    const json: unknown = JSON.parse((await runCli(['rules', 'show', 'rds.instance-multi-az', '--format', 'json'])).stdout);
    expect(json).toMatchObject({ id: 'rds.instance-multi-az', fix: { terraform: 'multi_az = true' } });
  });

  it('says where a severity holds in every environment', async () => {
    const { stdout } = await runCli(['rules', 'show', 'security-groups.world-only-on-alb']);
    expect(stdout).toMatch(/^security-groups\.world-only-on-alb \(high in every environment\)\n/);
  });

  it('can explain every rule, most of them with a fix', () => {
    const explained = rules.map(({ id }) => explainRule(id));
    expect(explained.filter(({ fix }) => fix !== null).length).toBeGreaterThan(rules.length / 2);
    for (const { id, fix } of explained) expect(JSON.stringify(fix), id).not.toMatch(/undefined|NaN|\[object/);
  });
});
