import type { Result } from '../model/report.ts';
import { plainText } from './plain-text.ts';

/** `main.tf:12`; null where nobody knows the line. */
export function sourceText({ source }: Result): string | null {
  return source === undefined ? null : plainText(`${source.file}:${source.startLine}`);
}
