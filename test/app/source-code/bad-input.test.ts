import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSource } from '../../../src/app/source-code/locate.ts';
import { sourceOptions } from '../../../src/app/source-code/options.ts';
import { database, dbArn, locate, oneZone, place, state, written } from '../../kit/code.ts';
import { emptyFolder } from '../../kit/run-cli.ts';

const orders = oneZone('orders-db');
const main = 'resource "aws_db_instance" "this" {\n  multi_az = false\n}\n';
const known = state([database('aws_db_instance.this', { arn: dbArn('orders-db') })]);
const readWith = async (document: string) => locate(orders, { 'main.tf': main, 'x.tfstate': document }, ['x.tfstate']);

describe('states and plans that cannot be used', () => {
  it.each<[string, string, RegExp]>([
    ['of an old format', JSON.stringify({ version: 3, serial: 1, modules: [] }), /format 3.*show -json/],
    ['of a format to come', JSON.stringify({ version: 5, serial: 1 }), /format 5.*newer/],
    ['of another JSON format', JSON.stringify({ format_version: '2.0' }), /format "2.0"/],
    ['encrypted', JSON.stringify({ serial: 1, encrypted_data: 'c2VjcmV0', encryption_version: 'v0' }), /encrypted.*tofu show -json/],
    ['saved plans', 'PK\u0003\u0004…', /plan as Terraform saves it.*show -json/],
    ['cut short', known.slice(0, -20), /no JSON, or cut short/],
    ['something else', '{"name": "x"}', /neither a Terraform state/],
    ['empty', '', /no JSON/],
  ])('say why: %s', async (_what, document, message) => {
    await expect(readWith(document)).rejects.toThrow(message);
  });

  it('are never repeated in a message: they hold secrets', async () => {
    await expect(readWith('{"password": hunter2}')).rejects.toThrow(/^(?!.*hunter2)/s);
  });

  it('match nothing where they are of another account, and the report says so', async () => {
    const { source, found, report } = await readWith(
      state([database('aws_db_instance.this', { arn: dbArn('orders-db', '210987654321') })]),
    );
    expect(source).toBeNull();
    expect(found.strangers(report)).toEqual([expect.stringMatching(/is of account 210987654321, not of 123456789012/)]);
  });

  it('match nothing where two folders fit alike, unless they lie in one of them', async () => {
    const files = { 'prod/main.tf': main, 'staging/main.tf': main };
    const beside = await locate(orders, { ...files, 'prod/x.tfstate': known }, ['prod/x.tfstate']);
    expect(place(beside.source)).toBe('prod/main.tf:2:3-2:19 attribute');
    const elsewhere = await locate(orders, { ...files, 'x.tfstate': known }, ['x.tfstate']);
    expect(elsewhere.source).toBeNull();
    expect(elsewhere.found.warnings).toEqual([expect.stringMatching(/fits prod, staging alike/)]);
  });

  it('survive parts of any shape', async () => {
    const odd = state(
      [null, 1, { mode: 'managed', type: 1 }, { mode: 'managed', type: 'a b', name: '[', instances: [{ attributes: 'x' }, null] }].map(
        Object,
      ),
    );
    expect((await readWith(odd)).source).toBeNull();
  });

  it('need the code they are of', () => {
    expect(() => sourceOptions(undefined, ['x.tfstate'], [])).toThrow(/--source DIR/);
    expect(sourceOptions(undefined, [], [])).toBeNull();
  });
});

describe('a source tree', () => {
  it('that is not there, is a file, or holds no code is an error', async () => {
    const folder = written({ 'readme.md': '', 'package.json': '{}' });
    await expect(findSource({ source: join(folder, 'no'), documents: [] })).rejects.toThrow(/no such file or folder/);
    await expect(findSource({ source: join(folder, 'readme.md'), documents: [] })).rejects.toThrow(/is a file; name the folder/);
    await expect(findSource({ source: folder, documents: [] })).rejects.toThrow(/holds no Terraform and no CloudFormation/);
  });

  it('is not left by links', async () => {
    const folder = written({ 'infra/main.tf': main });
    const outside = emptyFolder();
    writeFileSync(join(outside, 'secret.tf'), main.replace('this', 'stolen'));
    mkdirSync(join(outside, 'module'));
    symlinkSync(join(outside, 'secret.tf'), join(folder, 'infra/link.tf'));
    symlinkSync(join(outside, 'module'), join(folder, 'infra/module'));
    symlinkSync('nowhere.tf', join(folder, 'infra/broken.tf'));
    symlinkSync('..', join(folder, 'infra/up'));
    symlinkSync('.', join(folder, 'infra/round'));
    const { warnings } = await findSource({ source: join(folder, 'infra'), documents: [] });
    expect(warnings).toHaveLength(4);
    expect(warnings.filter((warning) => warning.includes('leads out of the source'))).toHaveLength(3);
    expect(warnings.filter((warning) => warning.includes('leads nowhere'))).toHaveLength(1);
  });

  it('follows a link that stays in it to where the code really is', async () => {
    const folder = written({
      'common/db.tf': main,
      'prod/main.tf': 'resource "aws_vpc" "a" {\n}\n',
      'prod/x.tfstate': state([database('aws_db_instance.this', { arn: dbArn('orders-db') }), database('aws_vpc.a', { arn: 'x' })]),
    });
    symlinkSync('../common/db.tf', join(folder, 'prod/db.tf'));
    const found = await findSource({ source: folder, documents: [join(folder, 'prod/x.tfstate')] });
    const [result] = found.locate({ ...(await readWith(known)).report, results: [orders] }).results;
    expect(place(result?.source)).toBe('common/db.tf:2:3-2:19 attribute');
  });

  it('leaves out what others wrote, and code that is too large, the latter aloud', async () => {
    const { source, found } = await locate(orders, {
      'main.tf': '',
      '.terraform/m/main.tf': main,
      'node_modules/a/main.tf': main,
      'large.tf': `#${' '.repeat(1 << 20)}\n`,
    });
    expect(source).toBeNull();
    expect(found.warnings).toEqual([expect.stringMatching(/^large\.tf has 1048578 bytes/)]);
  });

  it('tells file and line of what does not parse, and uses the rest', async () => {
    const { source, found } = await locate(
      orders,
      { 'broken.tf': 'resource "aws_lb" "a" {\n  x = = 1\n}\n', 'main.tf': main, 'x.tfstate': known },
      ['x.tfstate'],
    );
    expect(place(source)).toBe('main.tf:2:3-2:19 attribute');
    expect(found.warnings).toEqual([expect.stringMatching(/^broken\.tf:2: /)]);
  });
});
