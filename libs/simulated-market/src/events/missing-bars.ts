import { type BarColumns } from '../prices/bar-columns.ts';
import { removeHaltedBars } from './scripted-halts.ts';

/** Bars that were traded and that the vendor does not answer: lost from the beginning, or taken back later. */
export interface MissingBars {
  readonly ticker: string;
  /** Bars that start in [fromMs, toMs) are missing. UTC epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Taken back at this instant: until then they are answered. By default they never are. UTC epoch ms. */
  readonly sinceMs?: number;
  /** Whether the day bar lacks them, too; by default it has them. */
  readonly isOutOfDayBar?: boolean;
}

/**
 * Removes the bars that are missing at an instant, in place.
 *
 * @param isForDayBar whether the columns are about to become a day bar.
 * @example
 * removeMissingBars(columns, missing, { nowMs, isForDayBar: false });
 */
export function removeMissingBars(
  columns: BarColumns,
  missing: readonly MissingBars[],
  { nowMs, isForDayBar }: { readonly nowMs: number; readonly isForDayBar: boolean },
): void {
  for (const { ticker, fromMs, toMs, sinceMs = -Infinity, isOutOfDayBar = false } of missing)
    if (nowMs >= sinceMs && (isOutOfDayBar || !isForDayBar)) removeHaltedBars(columns, { ticker, fromMs, toMs });
}
