import { describe, expect, it } from 'vitest';
import { collectorStubs } from '../../tools/scaffold/collector-stub.ts';
import { ruleStubs } from '../../tools/scaffold/rule-stub.ts';
import { parseName } from '../../tools/scaffold/stub.ts';

describe('the scaffolds', () => {
  it('put a rule where its id says, with a test beside the others', () => {
    const stubs = ruleStubs('rds', 'instance-multi-az');
    expect(stubs.map(({ path }) => path)).toEqual(['rules/rds/instance-multi-az.ts', 'test/rules/rds/instance-multi-az.test.ts']);
    expect(stubs[0]?.content).toContain("id: 'rds.instance-multi-az'");
  });

  it('leave marks in every product file, which the repository test refuses until they are filled in', () => {
    const product = [...ruleStubs('a', 'b'), ...collectorStubs('a', 'b')].filter(({ path }) => !path.startsWith('test/'));
    expect(product.filter(({ content }) => !content.includes('TODO'))).toEqual([]);
  });

  it('accept names of two parts in kebab-case alone', () => {
    expect(parseName('rds.instance-multi-az')).toEqual(['rds', 'instance-multi-az']);
    for (const name of [undefined, '', 'rds', 'rds/instance', '../x.y', 'Rds.Instance', 'a.b.c']) expect(parseName(name)).toBeNull();
  });
});
