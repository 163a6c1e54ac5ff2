import { expect, it } from 'vitest';
import type { Kind } from '../../src/model/kinds.ts';
import { actionsByKind, actionsTable } from '../../tools/gen/actions.ts';

const calls = (own: readonly string[], after: readonly Kind[] = []) => ({ own, after });
const actions = actionsByKind(
  new Map([
    ['rds.instance', calls(['rds:DescribeDBInstances'])],
    ['ec2.volume', calls(['ec2:DescribeVolumes', 'ec2:A'], ['rds.instance'])],
    ['kms.key', calls(['kms:DescribeKey', 'kms:A', 'ec2:A'], ['ec2.volume', 'rds.instance'])],
  ]),
);

it('names a kind’s own actions first, then those of what it looks at, and so on', () => {
  expect(actions.get('kms.key')).toEqual({
    own: ['kms:DescribeKey', 'kms:A', 'ec2:A'],
    needed: ['kms:DescribeKey', 'kms:A', 'ec2:A', 'ec2:DescribeVolumes', 'rds:DescribeDBInstances'],
  });
  expect(actions.get('rds.instance')).toEqual({ own: ['rds:DescribeDBInstances'], needed: ['rds:DescribeDBInstances'] });
});

it('has no action for what nothing collects', () => {
  expect(actions.get('rds.cluster')).toEqual({ own: [], needed: [] });
});

it('does not go round in circles', () => {
  const circular = actionsByKind(
    new Map([
      ['rds.instance', calls(['a'], ['ec2.volume'])],
      ['ec2.volume', calls(['b'], ['rds.instance'])],
    ]),
  );
  expect(circular.get('rds.instance')?.needed).toEqual(['a', 'b']);
});

it('is a plain table', () => {
  expect(actionsTable(actions).content).toContain(`  'rds.instance': ["rds:DescribeDBInstances"],`);
});
