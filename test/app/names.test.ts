import { describe, expect, it } from 'vitest';
import { exactGlobMatcher, globMatcher } from '../../src/app/names.ts';

describe('a glob', () => {
  it.each([
    ['vpc-0abc', 'vpc-0abc', true],
    ['vpc-0abc', 'vpc-0abcd', false],
    ['vpc-0abc*', 'vpc-0abcd', true],
    ['*', '', true],
    ['*.*', 'a.b', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-b-c-d', false],
    ['?', '', false],
    ['a?c', 'abc', true],
    ['a?', 'a', false],
    ['a**', 'a', true],
    ['*a', 'ba*a', true],
    ['aws_instance.app[0]', 'aws_instance.app[0]', true],
    ['a.c', 'abc', false],
    ['*\n*', 'a\nb', true],
    ['WEB*', 'web-1', false],
  ])('%j against %j is %j', (glob, name, expected) => {
    expect(exactGlobMatcher(glob)(name)).toBe(expected);
  });

  it('is without regard to case where a name is typed by hand', () => {
    expect(globMatcher('WEB*')('web-1')).toBe(true);
    expect(globMatcher('web')('Web')).toBe(true);
  });

  it('takes no long time, however it is written', () => {
    const start = performance.now();
    expect(exactGlobMatcher('*a'.repeat(40))(`${'a'.repeat(5000)}b`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
