import type { Bar } from '../bar.ts';

/** A split between bars: `from` shares became `to` shares before bar `at`. */
export interface SplitAt {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Adjusts traded bars to the shares of the last bar: multiplies each price by from / to of every later split. Use these
 * bars for measures across a split (returns, true ranges).
 *
 * @example
 * inSharesOfLastBar([{ open: 100, high: 104, low: 96, close: 100 }, after], [{ at: 1, from: 1, to: 4 }])[0]?.close;
 * // 25
 */
export function inSharesOfLastBar(bars: readonly (Bar | null)[], splits: readonly SplitAt[]): (Bar | null)[] {
  return bars.map((bar, index) => {
    if (bar === null) return null;
    const { open, high, low, close } = bar;
    const later = splits.filter(({ at }) => at > index);
    const adjust = (price: number): number => later.reduce((adjusted, { from, to }) => (adjusted * from) / to, price);
    return { open: adjust(open), high: adjust(high), low: adjust(low), close: adjust(close) };
  });
}
