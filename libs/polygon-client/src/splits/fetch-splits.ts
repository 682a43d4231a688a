import { ValidationError } from '../errors/validation-error.ts';
import type { RequestCore } from '../request/create-request-core.ts';
import { readNextUrl } from '../request/read-next-url.ts';
import { readSplitsAnswer } from './read-splits-answer.ts';
import type { CheckedSplitsRequest, SplitsRequest } from './splits-request.ts';
import type { StockSplit } from './stock-split.ts';

const endpoint = '/stocks/v1/splits';
const pageLimit = 5_000;
/** Many times all splits in history: a server that links to more pages is looping. */
const maxPages = 100;

/**
 * Fetches the splits in a date range, page after page, ordered by date and ticker, without duplicates. If a page fails, nothing is
 * returned.
 *
 * @throws {PolygonError} the error of the page that failed.
 * @example
 * const splits = await fetchSplits(core, { from: '2024-06-01', tickers: ['NVDA'] }, { signal });
 */
export async function fetchSplits(
  core: RequestCore,
  request: CheckedSplitsRequest,
  options: Pick<SplitsRequest, 'signal' | 'onSkippedRow'>,
): Promise<StockSplit[]> {
  const splits: StockSplit[] = [];
  const seen = new Set<string>();
  for (let path: string | null = firstPath(request); path !== null;) {
    const called: string = path;
    seen.add(called);
    const answer = await core.get(called, (body, context) => readSplitsAnswer(body, request, context), options.signal);
    for (const row of answer.skipped) options.onSkippedRow?.(row);
    splits.push(...answer.splits);
    path = answer.nextUrl === null ? null : nextPath(answer.nextUrl, called, seen, core);
  }
  return inOrder(splits);
}

function firstPath({ from, to, tickers }: CheckedSplitsRequest): string {
  const query = new URLSearchParams({
    'execution_date.gte': from,
    ...(to !== undefined && { 'execution_date.lte': to }),
    sort: 'execution_date.asc',
    limit: String(pageLimit),
  });
  const [only, ...others] = tickers ?? [];
  if (only !== undefined && others.length === 0) query.set('ticker', only);
  return `${endpoint}?${query}`;
}

function nextPath(nextUrl: string, called: string, seen: ReadonlySet<string>, { baseUrl }: RequestCore): string {
  const refuse = (message: string): never => {
    throw new ValidationError({ path: called, issues: [{ path: 'next_url', message }], requestId: null });
  };
  const link = readNextUrl(nextUrl, baseUrl);
  if ('complaint' in link) return refuse(link.complaint.replace(/^next_url (.*)\.$/, '$1'));
  const next = `${link.path}?${link.query}`;
  if (link.path !== endpoint) return refuse('is not a splits page');
  if (seen.has(next)) return refuse('links back to a page that was already read');
  return seen.size < maxPages ? next : refuse(`still links to a next page after ${maxPages} pages`);
}

/** The same ratio in different numbers (2 to 4 and 1 to 2) is the same split. */
function inOrder(splits: readonly StockSplit[]): StockSplit[] {
  const byRatio = new Map<string, StockSplit>();
  for (const split of splits) {
    const key = `${split.executionDate} ${split.ticker} ${split.splitTo / split.splitFrom}`;
    if (!byRatio.has(key)) byRatio.set(key, split);
  }
  return [...byRatio].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, split]) => split);
}
