import { describe, expect, it } from 'vitest';
import { graceFor } from '../../../rules/_lib/boot-time.ts';

describe('the arithmetic of the grace period', () => {
  it('is printed in full', () => {
    expect(graceFor(1.5, { seconds: 120, source: 'tag ha-audit:boot-seconds of the group' }, null)).toEqual({
      neededSeconds: 180,
      how: 'boot 120 s (tag ha-audit:boot-seconds of the group); 1.5 x 120 s = 180 s',
    });
  });

  it('takes off what a launch lifecycle hook waits for', () => {
    expect(graceFor(1.5, { seconds: 160, source: 'configuration' }, { seconds: 119, source: 'hook web/boot' })).toEqual({
      neededSeconds: 62,
      how: 'boot 160 s (configuration) - 119 s before service (hook web/boot) = 41 s; 1.5 x 41 s = 62 s',
    });
  });

  it('says where a boot time is a bound only', () => {
    expect(graceFor(2, { seconds: 90, bound: 'over', source: 'i-1' }, null).how).toBe('boot over 90 s (i-1); 2 x 90 s = 180 s');
  });

  it('never needs less than nothing, nor a second more for a rounding error', () => {
    expect(graceFor(1.5, { seconds: 100, source: '' }, { seconds: 130, source: '' }).neededSeconds).toBe(0);
    expect(graceFor(1.1, { seconds: 100, source: '' }, null).neededSeconds).toBe(110);
  });
});
