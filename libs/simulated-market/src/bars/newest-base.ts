import { type BarRange, createBaseColumns } from './collect-bars.ts';
import { type BarWindow } from './bar-window.ts';
import { type TickerBars } from './ticker-bars.ts';

/**
 * The start of the newest `limit` base bars of a range, for responses in descending order. A bar that the limit cuts is
 * left out. `isWhole` is true when no older bars remain.
 *
 * @example
 * const { fromMs, isWhole } = newestBase(bars, range);
 */
export function newestBase(bars: TickerBars, range: BarRange): { readonly fromMs: number; readonly isWhole: boolean } {
  const { fromMs, toMs, limit, windows, view } = range;
  const { zone } = bars;
  const columns = createBaseColumns(windows.base);
  const window: BarWindow = { startMs: 0, endMs: 0 };
  let left = limit;
  let oldestMs = fromMs;
  for (const day of bars.sessions(zone.dayOf(fromMs), zone.dayOf(Math.min(toMs, view.nowMs))).toReversed()) {
    bars.fill(day, windows.base, view, columns);
    for (let index = columns.count - 1; index >= 0; index--) {
      const at = columns.t[index]!;
      if (at > toMs) continue;
      if (at < fromMs) break;
      if (left === 0) {
        windows.locate(oldestMs, window);
        return { fromMs: at >= window.startMs ? window.endMs : window.startMs, isWhole: false };
      }
      left--;
      oldestMs = at;
    }
  }
  return { fromMs, isWhole: true };
}
