import type { Stub } from './stub.ts';

/** A rule and its test, which fails until both are written. */
export function ruleStubs(area: string, slug: string): readonly Stub[] {
  return [
    { path: `rules/${area}/${slug}.ts`, content: rule(area, slug) },
    { path: `test/rules/${area}/${slug}.test.ts`, content: test(area, slug) },
  ];
}

const rule = (area: string, slug: string): string => `import { defineRule } from '#rule-kit';

export default defineRule({
  id: '${area}.${slug}',
  title: 'TODO: the good condition, in the present tense, without a full stop',
  severity: 'medium',
  invariants: ['TODO'],
  references: [],
  why: 'TODO: what happens to the workload when the condition does not hold.',
  subject: 'ec2.vpc',
  reads: [],
  check(vpc, { fail }) {
    return fail({ state: vpc.state }, 'TODO: what breaks');
  },
});
`;

const test = (area: string, slug: string): string => `import rule from '../../../rules/${area}/${slug}.ts';
import { ruleCases } from '../../kit/rule-cases.ts';

// Each case is a sentence and a world; evidence and gaps are compared exactly.
ruleCases(rule, {
  pass: {},
  fail: {},
  unknown: {},
});
`;
