import { FormatRegistry } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { AnyCollector, Scope } from '../../src/collectors/kit/define.ts';
import { type Draft, draftOf } from '../../src/collectors/kit/draft.ts';
import { kinds } from '../../src/model/kinds.ts';

FormatRegistry.Set('date-time', (text) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text));

export const testScope: Scope = {
  partition: 'aws',
  account: '123456789012',
  region: 'us-east-1',
  arn: (service, resource) => `arn:aws:${service}:us-east-1:123456789012:${resource}`,
};

/** What a collector makes of an answer, without its details. */
export function mapPage(collector: AnyCollector, page: unknown, input?: unknown): readonly Draft[] {
  const { action } = collector.list;
  const call = { action, account: testScope.account, region: testScope.region };
  return (collector.list.items(page, input) ?? []).map((item) => draftOf(collector, item, testScope, call));
}

/** The only item of an answer. */
export function mapOne(collector: AnyCollector, page: unknown, input?: unknown): Draft {
  const [draft, ...rest] = mapPage(collector, page, input);
  if (draft === undefined || rest.length > 0) throw new Error('the answer holds not exactly one item');
  return draft;
}

/** Names of facts and relations that are not what the kind declares. Gaps are in order. */
export function misfits({ kind, facts, relations }: Draft): readonly string[] {
  const declared: Readonly<Record<string, Parameters<typeof Value.Check>[0]>> = kinds[kind].facts;
  const facing = Object.entries(facts).filter(([name, value]) => {
    const schema = declared[name];
    return schema === undefined || !Value.Check(schema, value);
  });
  return [...facing, ...Object.entries(relations).filter(([, keys]) => !isKeys(keys))].map(([name]) => name);
}

function isKeys(keys: unknown): boolean {
  const isKey = (key: unknown) => typeof key === 'string' && key !== '';
  return keys === null || isKey(keys) || (Array.isArray(keys) && keys.every(isKey));
}
