import { describe, expect, it } from 'vitest';
import { derived } from '../kit/derived.ts';
import { appTier, database, group, rule } from '../kit/security-world.ts';
import { world } from '../kit/world.ts';

describe('a large account', () => {
  // Quadratic work would take minutes, and so end by the time limit of a test.
  it('is indexed once: ten thousand groups in a ring are asked in one pass', () => {
    const size = 10_000;
    const ring = Array.from({ length: size }, (_, index) => group(`sg-${index}`, [rule(`sg-${(index + 1) % size}`, 'everything')]));
    const { tiers, view, securityRules } = derived(world(...ring, ...appTier, database()));
    let strangers = 0;
    for (let index = 0; index < size; index++) {
      const holder = view('ec2.security-group', `sg-${index}`);
      for (const held of holder.ingress) {
        const source = securityRules.sourceOf(held, holder);
        if (source.type === 'group' && !tiers.sourceServes(source, holder, 'app', 'worker', 'data')) strangers++;
      }
    }
    expect(strangers).toBe(size);
  });
});
