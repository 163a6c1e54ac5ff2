const shown = 5;

/** The first of many, for a sentence: `a, b, c, d, e and 12 more`. */
export function few(items: readonly string[]): string {
  const rest = items.length - shown;
  return `${items.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
