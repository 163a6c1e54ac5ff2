import type { ValidationError } from '../model/validation/check.ts';

/** What is wrong with a value, by the first thing that is: `/regions must be array`. */
export function faultOf(errors: readonly ValidationError[]): string {
  const { instancePath = '', message = 'is malformed' } = errors[0] ?? {};
  return `${instancePath} ${message}`.trimStart();
}
