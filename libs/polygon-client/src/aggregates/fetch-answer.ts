import { isPolygonError } from '../errors/is-polygon-error.ts';
import type { RequestCore } from '../request/create-request-core.ts';
import { isIndexTicker } from '../tickers/is-index-ticker.ts';
import type { PageCall } from './page-call.ts';
import type { PageFault } from './page-fault.ts';
import { type AggregatesAnswer, readAggregatesAnswer } from './bars/parse-aggregates-answer.ts';

/**
 * Fetches and reads one answer. A proof that begins after the last bar of the range may be refused because "to" lies before
 * "from": that proves it as well, and counts as empty.
 *
 * @throws {PolygonError}
 */
export async function fetchAnswer(
  core: RequestCore,
  ticker: string,
  call: PageCall,
  signal: AbortSignal | undefined,
): Promise<AggregatesAnswer> {
  try {
    return await core.get(call.path, (body, context) => readAggregatesAnswer(body, ticker, context), signal);
  } catch (error) {
    const isBeyondEnd =
      call.isProof &&
      isPolygonError(error) &&
      error.code === 'bad-request' &&
      /occurs before 'from'/.test(error.text ?? '');
    if (isBeyondEnd) return toEmptyAnswer(error.requestId);
    throw error;
  }
}

/**
 * Whether an answer is about something else than was asked; null when it is not.
 *
 * @example
 * const fault = findForeignAnswer(answer, asked);
 */
export function findForeignAnswer(
  answer: AggregatesAnswer,
  asked: { readonly ticker: string; readonly adjusted: boolean },
): PageFault | null {
  if (answer.ticker !== null && answer.ticker !== asked.ticker) {
    return { reason: 'other-ticker', detail: 'the answer is of another ticker.' };
  }
  if (answer.adjusted === null || answer.adjusted === asked.adjusted || isIndexTicker(asked.ticker)) return null;
  return {
    reason: 'other-adjusted',
    detail: `the answer has adjusted=${answer.adjusted}, not ${asked.adjusted} as asked.`,
  };
}

function toEmptyAnswer(requestId: string | null): AggregatesAnswer {
  const warnings = { incoherent: 0, unknownKeys: 0, duplicates: 0, countMismatch: 0, unknownStatus: 0 };
  return {
    ticker: null,
    bars: [],
    requestId,
    isDelayed: false,
    adjusted: null,
    queryCount: null,
    nextUrl: null,
    warnings,
  };
}
