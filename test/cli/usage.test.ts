import { describe, expect, it } from 'vitest';
import { tool } from '../../src/app/tool.ts';
import { formats } from '../../src/output/formats.ts';
import { runCli } from '../kit/run-cli.ts';

describe('help', () => {
  it('tells commands, flags and exit statuses', async () => {
    const [main, scan] = await Promise.all([runCli(['--help']), runCli(['help', 'scan'])]);
    expect([main.status, scan.status, main.stderr + scan.stderr]).toEqual([0, 0, '']);
    for (const word of ['scan', 'snapshot', 'rules', 'permissions', '130  interrupted']) expect(main.stdout).toContain(word);
    for (const word of ['--from <file>', '--save-snapshot <file>', '--fail-on <severity>', '3    incomplete', ...formats])
      expect(scan.stdout).toContain(word);
  });

  it('is given on standard error where no command is, which is wrong usage', async () => {
    for (const args of [[], ['rules']]) {
      const { status, stdout, stderr } = await runCli(args);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^Usage: ha-audit/);
      expect(stderr).toMatch(/\nha-audit: exit 2: no command is given\n$/);
    }
  });

  it('has a version', async () => {
    expect(await runCli(['--version'])).toEqual({ status: 0, stdout: `${tool.version}\n`, stderr: '' });
  });
});

describe('wrong usage', () => {
  it.each([
    ['scan --demoo', "unknown option '--demoo' (Did you mean --demo?)"],
    ['scan --demo --fail-on=none', 'Allowed choices are critical, high, medium, low, never'],
    ['scann', "unknown command 'scann' (Did you mean scan?)"],
    ['rules lst', "unknown command 'lst' (Did you mean list?)"],
    ['scan --demo extra', 'too many arguments'],
    ['scan --demo --from x', "option '--demo' cannot be used with option '--from <file>'"],
    ['scan --demo --save-snapshot x', "option '--demo' cannot be used with option '--save-snapshot <file>'"],
    ['scan --from x --save-snapshot y', "option '--from <file>' cannot be used with option '--save-snapshot <file>'"],
    ['scan --demo --region eu-west-1', "option '--demo' cannot be used with option '--region <region>'"],
    ['scan --from x --profile y', "option '--from <file>' cannot be used with option '--profile <name>'"],
    ['scan --external-id x', 'an external id belongs to a role: give --role-arn or --org-role too'],
    ['scan --demo --timeout soon', 'Write it as 90s, 5m or 1h'],
    ['scan --demo --as-of tomorrow', 'Write it as 2026-11-21'],
    ['scan --demo --tag Env', 'Write it as KEY=VALUE'],
    ['scan --demo --rules=', 'It is empty'],
    ['scan --demo --rules rds.instnace-multi-az', '--rules rds.instnace-multi-az matches no rule (did you mean rds.instance-multi-az?)'],
    ['scan --demo --rules * --skip *', 'no rule is left to judge by'],
    ['scan --demo --format jsn', 'there is no format jsn (did you mean json?); known are table, json, ndjson, sarif'],
    ['scan --demo --format json,table', 'json and table would share standard output'],
    ['scan --demo --format sarif', 'name one with --sarif-anchor FILE'],
    ['scan --demo --format sarif --sarif-anchor x', '--sarif-anchor x is no file of the repository'],
    ['scan --demo --config missing.yaml', 'cannot read the configuration missing.yaml: there is no such file or folder'],
    ['scan --demo -o no/such/folder', 'cannot write no/such/folder: there is no such file or folder'],
    ['snapshot', "required option '-o, --output <file>' not specified"],
    ['snapshot -o -', 'a snapshot needs a file; - is none'],
    ['rules show rds.instance', 'there is no rule rds.instance (did you mean rds.instance-'],
    ['permissions --rules x', '--rules x matches no rule'],
    ['permissions --format yaml', 'Allowed choices are text, json'],
  ])('%s', async (line, message) => {
    const { status, stdout, stderr } = await runCli(line.split(' '));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^ha-audit: exit 2: [^\n]*\n$/);
    expect(stderr).toContain(message);
  });
});
