import { type BarColumns, createBarColumns } from '../prices/bar-columns.ts';
import { type BarWriter, type BarValues } from '../json/bar-writer.ts';
import { type BarWindow, type BarWindows } from './bar-window.ts';
import { SECONDS_A_DAY } from './second-bars.ts';
import { type MarketView, type TickerBars } from './ticker-bars.ts';

const MINUTES_A_DAY = 1440;

/**
 * Which bars to collect: at most `limit` base bars that start in [fromMs, toMs], and the windows to roll them up into.
 */
export interface BarRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
  readonly windows: BarWindows;
  readonly view: MarketView;
}

/** What was collected. */
export interface CollectedBars {
  /** Base bars counted against the limit. */
  readonly baseBars: number;
  /** Start of the next bar when the limit left some, else null. */
  readonly nextMs: number | null;
}

/**
 * Reusable columns for one base timespan.
 *
 * @example
 * const columns = createBaseColumns('minute');
 */
export function createBaseColumns(base: BarWindows['base']): BarColumns {
  return createBarColumns(base === 'second' ? SECONDS_A_DAY : base === 'minute' ? MINUTES_A_DAY : 1);
}

/**
 * Rolls base bars up into bars and writes them, oldest first. A last bar that the limit cuts is dropped, and the next page
 * starts with it; when the limit is smaller than a single bar, the result is empty and has no next page.
 *
 * @example
 * const { baseBars, nextMs } = collectBars(bars, { fromMs, toMs, limit: 50_000, windows, view }, writer);
 */
export function collectBars(bars: TickerBars, range: BarRange, writer: BarWriter): CollectedBars {
  const { fromMs, toMs, limit, windows, view } = range;
  const { zone } = bars;
  const columns = createBaseColumns(windows.base);
  const { t, o, h, l, c, v, vw, n } = columns;
  const window: BarWindow = { startMs: 0, endMs: 0 };
  const bar: BarValues = { t: 0, o: 0, h: 0, l: 0, c: 0, v: 0, vw: 0, n: 0 };
  let traded = 0;
  let isOpen = false;
  let baseBars = 0;

  function close(): void {
    if (!isOpen) return;
    bar.t = window.startMs;
    bar.vw = bar.v === 0 ? 0 : Math.round(traded / bar.v);
    writer.write(bar);
    isOpen = false;
  }

  for (const day of bars.sessions(zone.dayOf(fromMs), zone.dayOf(Math.min(toMs, view.nowMs)))) {
    bars.fill(day, windows.base, view, columns);
    for (let index = 0; index < columns.count; index++) {
      const at = t[index]!;
      if (at < fromMs) continue;
      if (at > toMs) break;
      if (baseBars === limit) {
        const isCut = isOpen && at < window.endMs;
        const nextMs = isCut ? window.startMs : window.endMs;
        if (!isCut) close();
        return { baseBars, nextMs: writer.count === 0 ? null : nextMs };
      }
      baseBars++;
      const volume = v[index]!;
      if (isOpen && at < window.endMs) {
        if (h[index]! > bar.h) bar.h = h[index]!;
        if (l[index]! < bar.l) bar.l = l[index]!;
        bar.c = c[index]!;
        bar.v += volume;
        bar.n += n[index]!;
        traded += volume * vw[index]!;
        continue;
      }
      close();
      windows.locate(at, window);
      bar.o = o[index]!;
      bar.h = h[index]!;
      bar.l = l[index]!;
      bar.c = c[index]!;
      bar.v = volume;
      bar.n = n[index]!;
      traded = volume * vw[index]!;
      isOpen = true;
    }
  }
  close();
  return { baseBars, nextMs: null };
}
