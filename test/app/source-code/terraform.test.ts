import { describe, expect, it } from 'vitest';
import { evidence, failing, resource } from '../../kit/report-builder.ts';
import { database, dbArn, locate, oneZone, place, state } from '../../kit/code.ts';

const orders = oneZone('orders-db');
const block = (attributes: string, name = 'this') => `resource "aws_db_instance" "${name}" {\n${attributes}}\n`;
const oneInstance = state([database('aws_db_instance.this', { arn: dbArn('orders-db') })]);
const whereIs = async (files: Readonly<Record<string, string>>, documents: readonly string[] = ['t.tfstate'], below = '') =>
  place((await locate(orders, files, documents, below)).source);

describe('a resource that a state knows', () => {
  it('is written at the attribute, else at its block', async () => {
    expect(await whereIs({ 'main.tf': block('  multi_az = var.x\n'), 't.tfstate': oneInstance })).toBe('main.tf:2:3-2:19 attribute');
    expect(await whereIs({ 'main.tf': block('  engine = "x"\n'), 't.tfstate': oneInstance })).toBe('main.tf:1:1-1:36 block');
  });

  it('keeps its path from the root of the repository, with spaces and letters of any language', async () => {
    const files = { 'infra/prod é 🙂/main.tf': block('  multi_az = false\n'), 't.tfstate': oneInstance };
    expect(await whereIs(files, ['t.tfstate'], 'infra')).toBe('infra/prod é 🙂/main.tf:2:3-2:19 attribute');
  });

  it('carries address and line hash', async () => {
    const { source } = await locate(orders, { 'main.tf': block('  multi_az = false\n'), 't.tfstate': oneInstance }, ['t.tfstate']);
    expect(source?.address).toBe('aws_db_instance.this');
    expect(source?.lineHash).toMatch(/^[0-9a-f]+:1$/);
  });

  it('is the line of an override where one wins', async () => {
    const files = {
      'main.tf': block('  multi_az = true\n'),
      'override.tf': `\n${block('  multi_az = false\n')}`,
      't.tfstate': oneInstance,
    };
    expect(await whereIs(files)).toBe('override.tf:3:3-3:19 attribute');
    expect(await whereIs({ ...files, 'override.tf': block('  engine = "x"\n') })).toBe('main.tf:2:3-2:18 attribute');
  });

  it('is found in modules of modules, whatever their keys', async () => {
    const address = 'module.data["eu.west[1]"].module.db[0].aws_db_instance.this["a.b"]';
    const files = {
      'prod/main.tf': 'module "data" {\n  source = "../modules/data"\n}\n',
      'modules/data/main.tf': 'module "db" {\n  source = "./db/"\n}\n',
      'modules/data/db/main.tf': block('  multi_az = var.multi_az\n'),
      't.tfstate': state([database(address, { arn: dbArn('orders-db') })]),
    };
    expect(await whereIs(files, ['t.tfstate'], 'prod')).toBe('modules/data/db/main.tf:2:3-2:26 attribute');
  });

  it('is the call of a module from elsewhere', async () => {
    const files = {
      'main.tf': '\nmodule "db" {\n  source   = "terraform-aws-modules/rds/aws"\n  multi_az = false\n}\n',
      't.tfstate': state([database('module.db.module.db_instance.aws_db_instance.this[0]', { arn: dbArn('orders-db') })]),
    };
    expect(await whereIs(files)).toBe('main.tf:2:1-2:14 module');
  });

  it('made anew is known by its name, which no other one in the account and region has', async () => {
    const group = resource(
      'elbv2.target-group',
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/new',
      'web',
    );
    const result = failing({ rule: 'target-group.x', resource: group, evidence: [evidence(group, 'port', 1, 2)] });
    const known = (owner: string) =>
      state([
        {
          mode: 'managed',
          type: 'aws_lb_target_group',
          name: 'web',
          instances: [{ attributes: { name: 'web', arn: `arn:aws:elasticloadbalancing:us-east-1:${owner}:targetgroup/web/old` } }],
        },
      ]);
    const files = { 'main.tf': 'resource "aws_lb_target_group" "web" {\n}\n' };
    expect(place((await locate(result, { ...files, t: known('123456789012') }, ['t'])).source)).toBe('main.tf:1:1-1:39 block');
    expect((await locate(result, { ...files, t: known('210987654321') }, ['t'])).source).toBeNull();
  });
});

describe('a resource that a plan knows', () => {
  const code = { 'main.tf': 'module "db" {\n  source = "./db"\n}\n', 'db/main.tf': block('  multi_az = false\n') };
  const change = (after: object, before: object | null = null) => ({
    resource_changes: [
      {
        address: 'module.db.aws_db_instance.this',
        mode: 'managed',
        type: 'aws_db_instance',
        name: 'this',
        change: { actions: ['create'], before, after },
      },
    ],
  });
  const instance = {
    address: 'module.db.aws_db_instance.this',
    mode: 'managed',
    type: 'aws_db_instance',
    name: 'this',
    values: { arn: dbArn('orders-db') },
  };
  const values = { root_module: { child_modules: [{ address: 'module.db', resources: [instance] }] } };

  it.each<[string, object]>([
    ['a change', change({ multi_az: true }, { arn: dbArn('orders-db') })],
    ['a resource yet to be created', change({ identifier: 'orders-db' })],
    ['the state before', { prior_state: { format_version: '1.0', values } }],
    ['the planned values', { planned_values: values }],
    ['a state shown as JSON', { values }],
  ])('is found by %s', async (_what, document) => {
    const text = JSON.stringify({ format_version: '1.2', ...document });
    expect(await whereIs({ ...code, 'plan.json': text }, ['plan.json'])).toBe('db/main.tf:2:3-2:19 attribute');
  });

  it('is read as PowerShell saves it, and behind lines of a wrapper', async () => {
    const text = JSON.stringify({ format_version: '1.2', values });
    expect(await whereIs({ ...code, p: `[command]/bin/terraform show -json\n${text}\n` }, ['p'])).toBe('db/main.tf:2:3-2:19 attribute');
  });
});

describe('a resource that nothing knows', () => {
  const named = block('  identifier = "orders-db"\n  multi_az   = false\n');

  it('is found by a name that is written once', async () => {
    expect(await whereIs({ 'main.tf': named }, [])).toBe('main.tf:3:3-3:21 attribute');
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a name that is written twice', { 'a/main.tf': named, 'b/main.tf': named }, []],
    ['a name that is computed', { 'main.tf': block('  identifier = "${var.env}-db"\n') }, []],
    ['a name of another type', { 'main.tf': 'resource "aws_rds_cluster" "a" {\n  cluster_identifier = "orders-db"\n}\n' }, []],
    [
      'a name in a block that is known to make another one',
      { 'main.tf': named, t: state([database('aws_db_instance.this', { arn: dbArn('orders-db', '210987654321') })]) },
      ['t'],
    ],
    [
      'a state of the same name in another region',
      { 'main.tf': named, t: state([database('aws_db_instance.this', { arn: dbArn('orders-db', '123456789012', 'eu-west-1') })]) },
      ['t'],
    ],
  ])('is not guessed by %s', async (_what, files, documents) => {
    expect(await whereIs(files, documents)).toBeNull();
  });
});
