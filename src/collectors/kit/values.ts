import { required } from './define.ts';

/** Tags as a map, by name: AWS lists them in no particular order. The services spell a tag alike but type it apart. */
export function tagMap(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Record<string, string> {
  const entries = (tags ?? []).map(({ Key, Value }) => [required(Key, 'Tag.Key'), Value ?? ''] as const);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** ISO 8601, or null where AWS sent none. */
export function isoTime(date: Date | undefined): string | null {
  return date === undefined ? null : date.toISOString();
}

/** Items of a comma-separated list; AWS sends `""` for none. */
export function commaSeparated(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** EC2 sends an empty element for some absent values. */
export function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
