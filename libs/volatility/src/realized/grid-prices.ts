import type { Bar } from '../bar.ts';

/** The grid of realized measures: five minutes. */
export const gridMs = 300_000;

/** A bar with its time. */
export interface TimedBar extends Bar {
  readonly startMs: number;
  /** Nominal length, e.g. 60,000; a divisor of five minutes. */
  readonly lengthMs: number;
}

/**
 * The prices p_0, p_1, ... on the five-minute grid of a session: p_0 is the open of its first bar, p_j the close of the
 * last bar that ends at or before grid point j. A missing minute repeats the last price. Null without bars, or if a
 * grid price is not positive and finite; the session then has no realized measure.
 *
 * @param session its open and close in ms since 1970; gives 78 returns for a full New York session, 42 for an early
 * close
 * and 288 for a UTC day.
 * @param bars the session's bars in time order.
 * @example
 * gridPrices({ openMs, closeMs }, minuteBars)?.length; // 79
 */
export function gridPrices(
  session: { readonly openMs: number; readonly closeMs: number },
  bars: readonly TimedBar[],
): number[] | null {
  const [first] = bars;
  if (first === undefined) return null;
  const prices = [first.open];
  let next = 0;
  for (let gridPoint = session.openMs + gridMs; gridPoint <= session.closeMs; gridPoint += gridMs) {
    let price = prices.at(-1) ?? first.open;
    for (let bar = bars[next]; bar !== undefined && bar.startMs + bar.lengthMs <= gridPoint; bar = bars[next]) {
      price = bar.close;
      next += 1;
    }
    prices.push(price);
  }
  return prices.every((price) => price > 0 && price < Number.POSITIVE_INFINITY) ? prices : null;
}

/**
 * The log returns between grid prices: one fewer than prices.
 *
 * @example
 * gridReturns([100, 101, 101]); // [0.00995..., 0]
 */
export function gridReturns(prices: readonly number[]): number[] {
  return prices.slice(1).map((price, index) => Math.log(price / (prices[index] ?? price)));
}
