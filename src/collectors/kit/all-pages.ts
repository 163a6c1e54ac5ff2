import { MissingFieldError } from './define.ts';

/**
 * Every page of a call whose answer is one thing however many pages it fills.
 *
 * @throws MissingFieldError where a page token comes a second time: the rest can't be reached.
 */
export async function allPages<Page>(
  fetch: (token: string | undefined) => Promise<Page>,
  next: (page: Page) => string | undefined,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const page = await fetch(token);
    pages.push(page);
    token = next(page) || undefined;
    if (token !== undefined && tokens.has(token)) throw new MissingFieldError('new page token');
    if (token !== undefined) tokens.add(token);
  } while (token !== undefined);
  return pages;
}
