/** Counts at or below `low` and at or above `high` are outside the band; null: none is. */
export interface BinomialBand {
  readonly low: number;
  readonly high: number;
}

/**
 * The exact two-sided binomial band for p = 1/2: low is the greatest k with P(X <= k) <= alpha / 2, X ~ Bin(n, 1/2),
 * and high = n - low. Null when even 0 of n is too likely. With several tickers tested at once, divide alpha by their
 * number.
 *
 * @param n votes, 0 to 1,000 (2^-n must be a double).
 * @throws {RangeError} for any other n.
 * @example
 * binomialBand(20, 0.05); // { low: 5, high: 15 }
 */
export function binomialBand(n: number, alpha: number): BinomialBand | null {
  if (!Number.isSafeInteger(n) || n < 0 || n > 1_000)
    throw new RangeError(`A binomial band has 0 to 1,000 votes, not ${n}.`);
  let probability = 2 ** -n;
  let cumulated = probability;
  let low = -1;
  while (cumulated <= alpha / 2 && low < n) {
    low += 1;
    probability *= (n - low) / (low + 1);
    cumulated += probability;
  }
  return low < 0 ? null : { low, high: n - low };
}
