import { describe, expect, it } from 'vitest';
import { evidence, failing, resource } from '../../kit/report-builder.ts';
import { locate, oneZone, place } from '../../kit/code.ts';

const tags = { 'aws:cloudformation:stack-name': 'orders-prod', 'aws:cloudformation:logical-id': 'Orders' };
const orders = oneZone('orders-db', tags);
const template = (properties = '      MultiAZ: !If [IsProd, true, false]\n', type = 'AWS::RDS::DBInstance') =>
  `Resources:\n  Orders:\n    Type: ${type}\n    Properties:\n      Engine: postgres\n${properties}`;
const whereIs = async (files: Readonly<Record<string, string>>, result = orders) => place((await locate(result, files)).source);

describe('a resource of a stack', () => {
  it('is written at the property, else at the logical id', async () => {
    expect(await whereIs({ 'a.yaml': template() })).toBe('a.yaml:6:7-6:14 attribute');
    expect(await whereIs({ 'a.yaml': template('') })).toBe('a.yaml:2:3-2:9 block');
    const json = '{ "Resources": {\n  "Orders": { "Type": "AWS::RDS::DBInstance", "Properties": {\n    "MultiAZ": false } } } }';
    expect(await whereIs({ 'a.template': json })).toBe('a.template:3:5-3:21 attribute');
  });

  it('has stack and logical id for an address', async () => {
    expect((await locate(orders, { 'a.yaml': template() })).source?.address).toBe('orders-prod/Orders');
  });

  it('is told from others of its logical id by type, then by a file that is called like the stack', async () => {
    const other = template('', 'AWS::RDS::DBCluster');
    expect(await whereIs({ 'a.yaml': other, 'b.yaml': template() })).toBe('b.yaml:6:7-6:14 attribute');
    expect(await whereIs({ 'a/orders.yaml': template(), 'b/billing.yaml': template() })).toBe('a/orders.yaml:6:7-6:14 attribute');
    expect(await whereIs({ 'a.yaml': template(), 'b.yaml': template() })).toBeNull();
  });

  it('is not looked for by name elsewhere: the stack made it', async () => {
    const code = { 'main.tf': 'resource "aws_db_instance" "a" {\n  identifier = "orders-db"\n}\n' };
    expect(await whereIs(code)).toBeNull();
    expect(await whereIs(code, oneZone('orders-db'))).toBe('main.tf:1:1-1:33 block');
  });

  it('is found by a name that is written once where its tags say nothing', async () => {
    expect(await whereIs({ 'a.yaml': template('      DBInstanceIdentifier: orders-db\n') }, oneZone('orders-db'))).toBe(
      'a.yaml:2:3-2:9 block',
    );
    expect(await whereIs({ 'a.yaml': template('      DBInstanceIdentifier: !Sub orders-db\n') }, oneZone('orders-db'))).toBeNull();
  });

  it('is an attribute in a list that is told by its key', async () => {
    const balancer = resource('elbv2.load-balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'arn:aws:x', 'web', {
      tags: { ...tags, 'aws:cloudformation:logical-id': 'Web' },
    });
    const fix = {
      cli: null,
      terraform: null,
      cloudformation: 'LoadBalancerAttributes: [{ Key: deletion_protection.enabled, Value: "true" }]',
      effect: null,
    };
    const result = failing({
      rule: 'x',
      resource: balancer,
      evidence: [evidence(balancer, 'deletion_protection.enabled', 'false', 'true')],
      fix,
    });
    const text =
      'Resources:\n  Web:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties:\n      LoadBalancerAttributes:\n        - Key: idle_timeout.timeout_seconds\n          Value: "60"\n        - Key: deletion_protection.enabled\n          Value: "false"\n';
    expect(await whereIs({ 'a.yml': text }, result)).toBe('a.yml:8:11-9:25 attribute');
  });

  it('that a group made is the line of the group', async () => {
    const instance = resource('ec2.instance', 'AWS::EC2::Instance', 'arn:aws:ec2:us-east-1:123456789012:instance/i-1', null, { tags });
    const result = failing({ rule: 'x', resource: instance, evidence: [evidence(instance, 'httpTokens', 'optional')] });
    expect(await whereIs({ 'a.yaml': template('', 'AWS::AutoScaling::AutoScalingGroup') }, result)).toBe('a.yaml:2:3-2:9 owner');
  });
});

describe('templates that do not parse', () => {
  it('count as far as they are right, and tell the line', async () => {
    const { source, found } = await locate(orders, { 'a.yaml': `${template()}  Bad: [\n  }}` });
    expect(place(source)).toBe('a.yaml:6:7-6:14 attribute');
    expect(found.warnings).toEqual([expect.stringMatching(/^a\.yaml:[78]: /)]);
  });

  it.each([
    'AWS:: Resources: [',
    'AWS::\nResources:\n  - a\n',
    `AWS:: Resources: ${'['.repeat(20_000)}`,
    'AWS::\nResources:\n  A: &a\n    Type: *a\n',
    '--- AWS::\n---\nResources: {}',
  ])('do no harm: %.30j', async (text) => {
    expect(await whereIs({ 'a.yaml': text, 'b.yaml': template() })).toBe('b.yaml:6:7-6:14 attribute');
  });
});
