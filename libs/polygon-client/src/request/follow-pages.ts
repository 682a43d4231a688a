import { ValidationError } from '../errors/validation-error.ts';
import type { AnswerContext } from './answer-context.ts';
import type { RequestCore } from './create-request-core.ts';
import type { BaseUrl } from './parse-base-url.ts';
import { readNextUrl } from './read-next-url.ts';

/** Path and query of the next page, or what is wrong with the link to it; both null on the last page. */
type NextPage = { readonly next: string | null; readonly complaint: string | null };

/**
 * The answers of a list, page after page, each with path and query of the next one. A page is delivered before its link is judged: a link to a
 * foreign host, to another endpoint, to a page that was read before, or to one page too many ends the list with an error.
 *
 * @param first path and query of the first page.
 * @throws {ValidationError} for such a link; the errors of a call.
 * @example
 * for await (const { answer, next } of followPages(core, '/stocks/v1/splits', readSplits, { maxPages: 100 })) use(answer, next);
 */
export async function* followPages<Answer extends { readonly nextUrl: string | null }>(
  core: RequestCore,
  first: string,
  read: (body: string, context: AnswerContext) => Answer,
  { maxPages, signal }: { readonly maxPages: number; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<{ readonly answer: Answer; readonly next: string | null }, void, undefined> {
  const seen = new Set<string>();
  for (let called = first; ;) {
    seen.add(called);
    const answer = await core.get(called, (body, context) => read(body.text(), context), signal);
    const { next, complaint } = toNextPage(answer.nextUrl, called, seen, core.baseUrl);
    yield { answer, next };
    const message = complaint ?? (next !== null && seen.size >= maxPages ? tooMany(maxPages) : null);
    if (message !== null)
      throw new ValidationError({ path: called, issues: [{ path: 'next_url', message }], requestId: null });
    if (next === null) return;
    called = next;
  }
}

const tooMany = (maxPages: number): string =>
  `still links to a next page after ${maxPages} page${maxPages === 1 ? '' : 's'}`;

function toNextPage(nextUrl: string | null, called: string, seen: ReadonlySet<string>, baseUrl: BaseUrl): NextPage {
  if (nextUrl === null) return { next: null, complaint: null };
  const link = readNextUrl(nextUrl, baseUrl);
  if ('complaint' in link) return { next: null, complaint: link.complaint.replace(/^next_url (.*)\.$/, '$1') };
  const next = link.query.size === 0 ? link.path : `${link.path}?${link.query}`;
  if (link.path !== called.split('?', 1)[0]) return { next: null, complaint: 'is a page of another endpoint' };
  if (seen.has(next)) return { next: null, complaint: 'links back to a page that was already read' };
  return { next, complaint: null };
}
