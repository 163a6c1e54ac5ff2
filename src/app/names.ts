import { closest } from 'fastest-levenshtein';

/** ` (did you mean X?)` where a known name is near, else nothing. */
export function nearest(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const best = closest(name, [...known]);
  return ` (did you mean ${best}?)`;
}

/** Whether a name matches a glob of `*` (anything) and `?` (one character), without regard to case. */
export function globMatcher(glob: string): (name: string) => boolean {
  const pattern = glob
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${pattern}$`, 'is');
  return (name) => expression.test(name);
}
