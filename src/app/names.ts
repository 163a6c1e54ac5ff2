import { closest } from 'fastest-levenshtein';

/** ` (did you mean X?)` where a known name is near, else nothing. */
export function nearest(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const best = closest(name, [...known]);
  return ` (did you mean ${best}?)`;
}

/** Whether a name matches a glob of `*` (anything) and `?` (one character), without regard to case. */
export function globMatcher(glob: string): (name: string) => boolean {
  const lower = exactGlobMatcher(glob.toLowerCase());
  return (name) => lower(name.toLowerCase());
}

/** The same with regard to case. */
export function exactGlobMatcher(glob: string): (name: string) => boolean {
  const pattern = glob.replaceAll(/\*+/g, '*');
  return /[*?]/.test(pattern) ? (name) => matches(pattern, name) : (name) => name === pattern;
}

/** Goes back to the last `*` alone, so that no glob takes long: a regular expression could. */
function matches(glob: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let afterStar = 0;
  for (let index = 0; index < name.length; ) {
    if (glob[at] === '*') {
      star = at;
      afterStar = index;
      at += 1;
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === name[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      afterStar += 1;
      index = afterStar;
    } else return false;
  }
  return at === glob.length || (glob[at] === '*' && at === glob.length - 1);
}
