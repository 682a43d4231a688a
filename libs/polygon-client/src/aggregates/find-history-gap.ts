import type { AggregateBar } from '../bars/aggregate-bar.ts';
import type { HistoryGap } from './aggregates-page.ts';
import { toEarliestMs } from './range/range-bounds.ts';

/** The longest pause of the market since 1933 took a week (September 2001). */
const longestPauseMs = 10 * 24 * 3_600_000;

/**
 * Tells when bars begin much later than asked: a plan with a shorter history clips it without a word.
 *
 * @example
 * findHistoryGap('2019-01-01', bars)?.gapMs;
 */
export function findHistoryGap(from: string | number, bars: readonly AggregateBar[]): HistoryGap | null {
  const firstT = bars[0]?.t;
  if (firstT === undefined) return null;
  const gapMs = firstT - toEarliestMs(from);
  return gapMs > longestPauseMs ? { from, firstT, gapMs } : null;
}
