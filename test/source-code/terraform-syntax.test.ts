import { describe, expect, it } from 'vitest';
import { parseTerraformJson } from '../../src/source-code/terraform/json-syntax.ts';
import { parseTerraform } from '../../src/source-code/terraform/syntax.ts';
import { parser, settingLines } from '../kit/code.ts';

const withTree = await parser();
const parse = (text: string) => parseTerraform(text, withTree);
const names = (text: string) => parse(text).blocks.map(({ labels, header }) => `${labels.join('.')} ${header.startLine}`);
const decoys = `resource "aws_db_instance" "orders" {
  user_data = <<-EOT
    resource "aws_db_instance" "orders" {
      multi_az = true
    }
  EOT
  note      = <<EOF
resource "aws_db_instance" "decoy" {
EOF
  # multi_az = true
  /* multi_az = true */
  nested {
    multi_az = true
  }
  multi_az = false
}
`;

describe('Terraform', () => {
  it('tells attributes from text, comments and nested blocks that look like them', () => {
    expect(names(decoys)).toEqual(['aws_db_instance.orders 1']);
    expect(settingLines(parse(decoys).blocks[0]?.settings ?? new Map())).toEqual([
      'user_data 2:3-6:6',
      'note 7:3-9:4',
      'nested 12:3-12:11',
      'nested.multi_az 13:5-13:20',
      'multi_az 15:3-15:19',
    ]);
  });

  it('counts columns in UTF-16 units, whatever the line ends', () => {
    const text = 'resource "aws_vpc" "é🙂" {\r\n  tags = { Name = "🙂", "b" = 1 }\r\n}\r\n';
    const [block] = parse(text).blocks;
    expect(block).toMatchObject({ labels: ['aws_vpc', 'é🙂'], header: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 27 } });
    expect(settingLines(block?.settings ?? new Map())).toEqual(['tags 2:3-2:34', 'tags.Name 2:12-2:23', 'tags.b 2:25-2:32']);
  });

  it('takes a dynamic block for the block it makes', () => {
    const text =
      'resource "aws_security_group" "a" {\n  dynamic "ingress" {\n    for_each = [1]\n    content {\n      from_port = 1\n    }\n  }\n}\n';
    expect(settingLines(parse(text).blocks[0]?.settings ?? new Map())).toEqual(['ingress 2:3-2:22', 'ingress.from_port 5:7-5:20']);
  });

  it('takes a value for a plain string only where nothing is to be computed', () => {
    const text = 'module "a" {\n  a = "x"\n  b = "${var.x}"\n  c = "x\\n"\n  d = "$${x}"\n  e = var.e\n  f = ""\n}\n';
    const literals = [...(parse(text).blocks[0]?.settings.values() ?? [])].map(([setting]) => setting?.literal);
    expect(literals).toEqual(['x', null, null, null, null, '']);
  });
});

describe('Terraform that does not parse', () => {
  it('keeps what stands before and after a mistake, and tells its line', () => {
    const text = `resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_lb" "broken" {
  name     = "web"
  internal = [1,
  subnets  = }

resource "aws_vpc" "b" {
}
`;
    const { blocks, problems } = parse(text);
    expect(blocks.map(({ labels, header }) => `${labels.join('.')} ${header.startLine}`)).toEqual([
      'aws_vpc.a 1',
      'aws_lb.broken 5',
      'aws_vpc.b 10',
    ]);
    expect(settingLines(blocks[1]?.settings ?? new Map())).toEqual(['name 6:3-6:19']);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBeGreaterThanOrEqual(7);
    expect(problems[0]?.line).toBeLessThanOrEqual(8);
  });

  it('does not take the text of a heredoc for a block when it goes on', () => {
    const text = `resource "aws_lb" "broken" {
  name = = 1
  text = <<EOT
resource "aws_vpc" "decoy" {
}
EOT
}

resource "aws_vpc" "real" {
}
`;
    expect(names(text)).toEqual(['aws_lb.broken 1', 'aws_vpc.real 9']);
  });

  it.each(['', '\0\0', '{{{{', 'resource', 'resource "a" "b" {', '<<EOT', '"'.repeat(999), '{'.repeat(5000)])('survives %.20j', (text) => {
    expect(() => parse(text)).not.toThrow();
  });

  it('finds the blocks after one that is never closed', () => {
    expect(names('resource "aws_vpc" "a" {\n  b = 1\n\nresource "aws_vpc" "c" {\n}\n')).toContain('aws_vpc.c 4');
  });
});

describe('Terraform as JSON', () => {
  it('has the place of every attribute', () => {
    const text =
      '{ "resource": { "aws_lb": { "é": {\n  "name": "x",\n  "access_logs": [{ "enabled": false }]\n} } },\n  "module": { "m": { "source": "./m" } } }';
    const { blocks } = parseTerraformJson(text);
    expect(blocks.map(({ type, labels }) => [type, ...labels].join('.'))).toEqual(['resource.aws_lb.é', 'module.m']);
    expect(settingLines(blocks[0]?.settings ?? new Map())).toEqual([
      'name 2:3-2:14',
      'access_logs 3:19-3:39',
      'access_logs.enabled 3:21-3:37',
    ]);
  });

  it('keeps what stands before a mistake, and tells its line', () => {
    const { blocks, problems } = parseTerraformJson('{ "resource": { "aws_vpc": { "a": {} } },\n  "module" { "b": ] }');
    expect(blocks.map(({ labels }) => labels.join('.'))).toEqual(['aws_vpc.a']);
    expect(problems[0]?.line).toBe(2);
  });
});
