import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scan } from '../../../src/app/library.ts';
import { place } from '../../kit/code.ts';

const folder = 'fixtures/demo-source';
const warnings: string[] = [];
const report = await scan({
  demo: true,
  rules: ['*'],
  source: folder,
  tfStates: [`${folder}/terraform.tfstate`],
  onSourceWarning: (warning) => warnings.push(warning),
});
const failures = [...report.results].filter(({ status }) => status === 'fail');

function lineOf(rule: string, name: string): string {
  const source = failures.find((result) => result.rule === rule && result.resource.name === name)?.source;
  const text = source === undefined ? '' : readFileSync(source.file, 'utf8').split('\n')[source.startLine - 1];
  return source === undefined ? 'nowhere' : `${source.precision} ${source.file.slice(folder.length + 1)}: ${text?.trim() ?? ''}`;
}

it.each<[string, string, string]>([
  ['rds.instance-multi-az', 'shop-orders-db', 'attribute data.tf: multi_az            = false'],
  ['auto-scaling.elb-health-checks', 'backoffice-api', 'attribute backoffice.tf.json: "health_check_type": "EC2",'],
  ['auto-scaling.grace-minimum', 'shop-web', 'attribute web.tf: health_check_grace_period = 60'],
  ['compute.instance-imdsv2', 'shop-cron', 'attribute web.tf: http_tokens = "optional"'],
  ['compute.volume-encrypted', 'shop-cron-exports', 'attribute web.tf: encrypted         = false'],
  ['launch-template.version-pinned', 'shop-web', 'attribute web.tf: version = "$Latest"'],
  ['load-balancer.access-logs', 'shop-web', 'attribute web.tf: enabled = false'],
  ['load-balancer.deletion-protection', 'shop-web', 'attribute web.tf: enable_deletion_protection = false'],
  [
    'load-balancer.tls-policy-recommended',
    '2e7de7118572ee3f',
    'attribute web.tf: ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"',
  ],
  ['security-groups.data-from-app-only', 'shop-db', 'attribute data.tf: ingress {'],
  ['elasticache.replication-group-multi-az', 'shop-sessions', 'block data.tf: resource "aws_elasticache_replication_group" "sessions" {'],
  ['network.nat-per-zone', 'shop', 'block modules/network/main.tf: resource "aws_vpc" "this" {'],
  ['load-balancer.deletion-protection', 'backoffice', 'module main.tf: module "backoffice_lb" {'],
  ['compute.ssm-managed', 'i-0591943a525a97ff4', 'owner web.tf: resource "aws_launch_template" "web" {'],
  ['compute.encryption-by-default', 'ebs-encryption-by-default', 'nowhere'],
])('%s of %s is written at %s', (rule, name, line) => {
  expect(lineOf(rule, name)).toBe(line);
});

it('locates nothing that holds, and the same at every reading', () => {
  expect([...report.results].filter(({ status, source }) => status !== 'fail' && source !== undefined)).toEqual([]);
  expect([...report.results].filter(({ status }) => status === 'fail').map(({ source }) => place(source))).toEqual(
    failures.map(({ source }) => place(source)),
  );
  expect(warnings).toEqual([]);
});

it('gives each address of the state a block of the code, or the call of a module from elsewhere', () => {
  const located = failures.flatMap(({ source }) => source ?? []);
  expect(located.length).toBeGreaterThan(35);
  for (const { address, precision } of located) expect(address.startsWith('module.backoffice_lb.')).toBe(precision === 'module');
});
