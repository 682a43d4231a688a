import type { LandingReceipts } from './landing-receipts.ts';

/**
 * Whether a later run has landed the same tickers and days again: then a build needs nothing of this one.
 *
 * @example
 * isSuperseded(receipts, all); // true after "tickerlake run --fresh" of the same range
 */
export function isSuperseded(receipts: LandingReceipts, all: readonly LandingReceipts[]): boolean {
  const later = all.slice(all.indexOf(receipts) + 1);
  return later.some(
    (other) =>
      other.from <= receipts.from &&
      other.to >= receipts.to &&
      receipts.tickers.every((ticker) => other.tickers.includes(ticker)),
  );
}
