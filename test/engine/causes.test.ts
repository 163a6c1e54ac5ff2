import { describe, expect, it } from 'vitest';
import { Causes } from '../../src/engine/causes.ts';
import { defineRule } from '../../src/engine/rule.ts';

const rule = (id: string, subsumedBy: readonly string[] = []) =>
  defineRule({
    id,
    title: 'Subnets are subnets',
    severity: 'high',
    invariants: ['vpc-min-azs'],
    references: [],
    why: 'They should be.',
    subject: 'ec2.subnet',
    reads: [],
    subsumedBy,
    check: (_subnet, { pass }) => pass('zoneName'),
  });

const follower = rule('test.follower', ['test.first', 'test.second']);

function causes(...failures: readonly [rule: string, resource: string, related: readonly string[]][]): Causes {
  const found = new Causes([follower]);
  for (const failure of failures) found.add(...failure);
  return found;
}

describe('what a failure follows from', () => {
  it.each([
    ['the same resource', 'a', [], 'a'],
    ['a resource that matters to it', 'x', ['a'], 'a'],
    ['a resource that the cause touches', 'b', [], 'a'],
  ])('is a failure on %s', (_where, resource, related, cause) => {
    expect(causes(['test.first', 'a', ['b']]).of(follower, resource, related)).toEqual({ rule: 'test.first', resource: cause });
  });

  it('is nothing where only others fail', () => {
    expect(causes(['test.first', 'a', ['b']], ['test.other', 'c', []]).of(follower, 'c', ['b'])).toBeNull();
    expect(causes(['test.first', 'a', []]).of(rule('test.alone'), 'a', [])).toBeNull();
  });

  it('is the first that the rule names, not the first that was found', () => {
    const found = causes(['test.second', 'a', []], ['test.first', 'a', []]);
    expect(found.of(follower, 'a', [])?.rule).toBe('test.first');
  });
});
