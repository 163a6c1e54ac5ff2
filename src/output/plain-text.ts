import { stripVTControlCharacters } from 'node:util';

const printableAscii = /^[\x20-\x7e]*$/;
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
/** Controls (Cc), and marks that show nothing or reorder what is shown (Cf): bidi overrides, zero-width characters, tags. */
const invisible = /[\p{Cc}\p{Cf}]/gu;
const loneSurrogates = /\p{Cs}/gu;

/**
 * Text from AWS as one harmless line: names and tags are written by anyone, and terminals obey escape sequences.
 * Line breaks become a space; what can't be seen is dropped.
 */
export function plainText(text: string): string {
  if (printableAscii.test(text)) return text;
  return stripVTControlCharacters(text).replace(lineBreaks, ' ').replace(invisible, '').replace(loneSurrogates, '\ufffd');
}

/** True where nothing had to be taken away, so that a command still says what it said. */
export function isPlain(text: string): boolean {
  return plainText(text) === text;
}
