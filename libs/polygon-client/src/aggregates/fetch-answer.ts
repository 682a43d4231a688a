import { isPolygonError } from '../errors/is-polygon-error.ts';
import type { RequestCore } from '../request/create-request-core.ts';
import { isIndexTicker } from '../tickers/is-index-ticker.ts';
import type { PageCall } from './page-call.ts';
import type { PageFault } from './page-fault.ts';
import type { BarReader } from './bar-reader.ts';
import { type AggregatesAnswer, toAnswer } from './bars/parse-aggregates-answer.ts';

/**
 * Fetches and reads one response. A proof call that starts after the last bar of the range may be refused because "to" is before
 * "from": that proves completeness too, and counts as empty.
 *
 * @throws {PolygonError}
 */
export async function fetchAnswer<Bars extends { readonly length: number }>(
  core: RequestCore,
  reader: BarReader<Bars>,
  ticker: string,
  call: PageCall,
  signal: AbortSignal | undefined,
): Promise<AggregatesAnswer<Bars>> {
  try {
    return await core.get(call.path, (body, context) => reader.read(body, ticker, context), signal);
  } catch (error) {
    const isBeyondEnd =
      call.isProof &&
      isPolygonError(error) &&
      error.code === 'bad-request' &&
      /occurs before 'from'/.test(error.text ?? '');
    if (!isBeyondEnd) throw error;
    return toAnswer(
      {},
      reader.fromObjects([]),
      { incoherent: 0, unknownKeys: 0 },
      { requestIdHeader: error.requestId },
    );
  }
}

/**
 * The fault of a response for something that was not requested; null when it matches.
 *
 * @example
 * const fault = findForeignAnswer(answer, request);
 */
export function findForeignAnswer(
  answer: AggregatesAnswer<unknown>,
  request: { readonly ticker: string; readonly adjusted: boolean },
): PageFault | null {
  if (answer.ticker !== null && answer.ticker !== request.ticker) {
    return { reason: 'other-ticker', detail: 'it is for another ticker.' };
  }
  if (answer.adjusted === null || answer.adjusted === request.adjusted || isIndexTicker(request.ticker)) return null;
  return {
    reason: 'other-adjusted',
    detail: `it has adjusted=${answer.adjusted}, not ${request.adjusted} as requested.`,
  };
}
