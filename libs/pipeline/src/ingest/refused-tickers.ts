import { EntitlementError, NotFoundError } from '@tickerlake/polygon-client';
import type { HeldBack } from '../values/held-back.ts';

/**
 * Why the source refuses a ticker for good, in the source's words; null for any other error, which concerns all tickers.
 *
 * @example
 * refusalOf(error); // 'Massive refused /v2/aggs/ticker/I:NDX/...: You are not entitled to this data.'
 */
export function refusalOf(error: unknown): string | null {
  if (error instanceof EntitlementError || error instanceof NotFoundError) return error.message;
  return error instanceof Error && error.cause !== undefined ? refusalOf(error.cause) : null;
}

/**
 * The tickers that were refused, each once.
 *
 * @example
 * refusedTickers(receipts); // [{ ticker: 'I:NDX', reason: '...' }]
 */
export function refusedTickers(
  receipts: readonly { readonly ticker: string; readonly refused?: string | undefined }[],
): HeldBack[] {
  const reasons = new Map(
    receipts.flatMap(({ ticker, refused }) => (refused === undefined ? [] : [[ticker, refused]])),
  );
  return [...reasons].map(([ticker, reason]) => ({ ticker, reason }));
}
