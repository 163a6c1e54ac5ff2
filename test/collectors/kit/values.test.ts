import { expect, it } from 'vitest';
import { tagMap } from '../../../src/collectors/kit/values.ts';

it('orders tags by name, whatever order AWS lists them in', () => {
  const tags = ['Zone', 'App', 'Env'].map((Key) => ({ Key, Value: Key.toLowerCase() }));
  expect(Object.entries(tagMap(tags))).toEqual([
    ['App', 'app'],
    ['Env', 'env'],
    ['Zone', 'zone'],
  ]);
});
