import { expect } from 'vitest';

/** Matches a text with this in it. Vitest types its matchers as `any`. */
export function containing(text: string): unknown {
  return expect.stringContaining(text);
}

export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

export function having(part: object): unknown {
  return expect.objectContaining(part);
}
