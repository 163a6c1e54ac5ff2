import { describe, expect, it } from 'vitest';
import { type Scope, scopeFilter, unmatchedWorkloads } from '../../src/app/scope.ts';
import { Graph } from '../../src/graph/graph.ts';
import { node, world } from '../kit/world.ts';

const denied = { reason: 'denied' as const, action: 'rds:X', account: '111111111111', region: 'eu-west-1', detail: 'no' };
const { tags: _tags, ...untold } = node('rds.instance', 'untold').facts;
const { header, nodes } = world(
  node('rds.instance', 'prod', { tags: { Env: 'prod', Team: 'a' } }),
  node('rds.instance', 'test', { tags: { Env: 'test' } }),
  node('rds.instance', 'bare', { tags: {} }),
  node('rds.instance', 'denied', { tags: denied }),
  { ...node('rds.instance', 'untold'), facts: untold },
  node('ec2.launch-template-version', 'lt-1:1'),
);
const graph = new Graph(header, nodes, { actionsOf: () => [] });
const views = [...graph.known('rds.instance'), ...graph.known('ec2.launch-template-version')];
const kept = (scope: Partial<Scope>, workloads: readonly string[] = []) => {
  const isInScope = scopeFilter({ workloads: [], tags: [], ...scope });
  return views.filter((view) => isInScope(view, () => workloads)).map(({ key }) => key);
};

describe('the resources judged', () => {
  it('are all where nothing narrows them', () => {
    expect(kept({})).toHaveLength(views.length);
  });

  it('have all the tags, or may have them as far as anyone knows', () => {
    expect(kept({ tags: [{ key: 'Env', value: 'prod' }] })).toEqual(['denied', 'prod', 'untold']);
    expect(
      kept({
        tags: [
          { key: 'Env', value: 'prod' },
          { key: 'Team', value: 'b' },
        ],
      }),
    ).toEqual(['denied', 'untold']);
    expect(kept({ tags: [{ key: 'toString', value: '' }] })).toEqual(['denied', 'untold']);
  });

  it('belong to one of the workloads', () => {
    expect(kept({ workloads: ['orders', 'shop-*'] }, ['shop-web', 'x'])).toHaveLength(views.length);
    expect(kept({ workloads: ['orders', 'shop-*'] }, ['billing'])).toEqual([]);
    expect(kept({ workloads: ['*'] }, [])).toEqual([]);
  });
});

it('a workload that nobody has is told with the nearest one', () => {
  const found = [{ name: 'orders' }, { name: 'shop-web' }, { name: 'orders' }];
  expect(unmatchedWorkloads(['orders', 'shop-*', 'oders'], found)).toEqual([
    '--workload oders matches none of the 2 workloads found (did you mean orders?)',
  ]);
  expect(unmatchedWorkloads(['oders'], [])).toEqual(['--workload oders matches none of the 0 workloads found']);
});
