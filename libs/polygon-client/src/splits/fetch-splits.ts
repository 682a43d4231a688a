import type { AnswerContext } from '../request/answer-context.ts';
import type { RequestCore } from '../request/create-request-core.ts';
import { followPages } from '../request/follow-pages.ts';
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
  const read = (body: string, context: AnswerContext) => readSplitsAnswer(body, request, context);
  for await (const { answer } of followPages(core, firstPath(request), read, { maxPages, signal: options.signal })) {
    for (const row of answer.skipped) options.onSkippedRow?.(row);
    for (const split of answer.splits) splits.push(split);
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

/** The same ratio in different numbers (2 to 4 and 1 to 2) is the same split. */
function inOrder(splits: readonly StockSplit[]): StockSplit[] {
  const byRatio = new Map<string, StockSplit>();
  for (const split of splits) {
    const key = `${split.executionDate} ${split.ticker} ${split.splitTo / split.splitFrom}`;
    if (!byRatio.has(key)) byRatio.set(key, split);
  }
  return [...byRatio].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, split]) => split);
}
