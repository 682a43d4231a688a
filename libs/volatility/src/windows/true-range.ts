import type { Bar } from '../bar.ts';
import { withPrevious } from './previous.ts';

/**
 * True range in dollars: max(high, C') - min(low, C'). Crosses gaps and splits; the first bar has none.
 *
 * @example
 * trueRanges([{ open: 1, high: 2, low: 1, close: 1 }, { open: 3, high: 4, low: 3, close: 3 }]); // [null, 3]
 */
export function trueRanges(bars: readonly (Bar | null)[]): (number | null)[] {
  return withPrevious(bars, ({ high, low }, { close }) => Math.max(high, close) - Math.min(low, close));
}
