const unstable = [
  /encoded authorization failure message:\s*\S+/gi,
  /\(Service:[^)]*\)/gi,
  /\brequest[ -]?id:?\s*\S+/gi,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b\d{8}T\d{6}Z\b/g,
  /\b\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})/g,
];

/** C0 and C1 control characters, and characters that reverse the direction of the text around them. */
const unprintable = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

const maximumLength = 300;

/**
 * One line of what a service or the network said: no terminal escapes, nothing that differs from run to run
 * (request ids, times, encoded blobs), not longer than a reader reads.
 */
export function plainText(text: string): string {
  const stable = unstable.reduce((rest, pattern) => rest.replace(pattern, ' '), text.replace(unprintable, ' '));
  const line = stable.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= maximumLength ? line : `${characters.slice(0, maximumLength - 1).join('')}…`;
}
