import type { AggregateBar } from '../bars/aggregate-bar.ts';
import type { HistoryGap } from './aggregates-page.ts';
import { toEarliestMs } from '../schema/range-bounds.ts';

/** The longest market closure since 1933 was a week (September 2001). */
const longestPauseMs = 10 * 24 * 3_600_000;

/**
 * Reports bars that begin much later than requested: a plan with a shorter history clips the range silently.
 *
 * @example
 * findHistoryGap('2019-01-01', bars)?.gapMs;
 */
export function findHistoryGap(from: string | number, bars: Pick<readonly AggregateBar[], 'at'>): HistoryGap | null {
  const firstT = bars.at(0)?.t;
  if (firstT === undefined) return null;
  const gapMs = firstT - toEarliestMs(from);
  return gapMs > longestPauseMs ? { from, firstT, gapMs } : null;
}
