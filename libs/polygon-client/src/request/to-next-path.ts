import { ValidationError } from '../errors/validation-error.ts';
import type { BaseUrl } from './parse-base-url.ts';
import { readNextUrl } from './read-next-url.ts';

/**
 * Path and query of the next page of a list. Refuses a link to a foreign host, to another endpoint, to a page that was read before, and to one
 * page too many.
 *
 * @param called path and query of the page with the link.
 * @param seen path and query of every page so far.
 * @throws {ValidationError}
 * @example
 * toNextPath(answer.next_url, called, { seen, maxPages: 100, baseUrl });
 */
export function toNextPath(
  nextUrl: string,
  called: string,
  pages: { readonly seen: ReadonlySet<string>; readonly maxPages: number; readonly baseUrl: BaseUrl },
): string {
  const refuse = (message: string): never => {
    throw new ValidationError({ path: called, issues: [{ path: 'next_url', message }], requestId: null });
  };
  const link = readNextUrl(nextUrl, pages.baseUrl);
  if ('complaint' in link) return refuse(link.complaint.replace(/^next_url (.*)\.$/, '$1'));
  const next = `${link.path}?${link.query}`;
  if (link.path !== called.split('?', 1)[0]) return refuse('is a page of another endpoint');
  if (pages.seen.has(next)) return refuse('links back to a page that was already read');
  return pages.seen.size < pages.maxPages
    ? next
    : refuse(`still links to a next page after ${pages.maxPages} page${pages.maxPages === 1 ? '' : 's'}`);
}
