import type { PanelData } from '@tickerlake/preview-api';
import { toRows } from '../rows.ts';

/** A base bar of an hour. */
export interface Bar {
  readonly timeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Null for indices. */
  readonly volume: number | null;
}

/** An hour and the bars it was built from. */
export interface HourBars {
  readonly startMs: number;
  /** The length of a bar. */
  readonly barMs: number;
  /** In order of time. */
  readonly bars: readonly Bar[];
  /** How many bars an hour of 60 minutes has. */
  readonly places: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
}

const hourMs = 3_600_000;

/**
 * The bars of an hour; where bars of several lengths are published, the shortest.
 *
 * @returns null without bars.
 * @example
 * hourBars(await api.bars('NVDA', startMs), startMs)?.high; // 181.2
 */
export function hourBars(data: PanelData, startMs: number): HourBars | null {
  const rows = toRows(data);
  const barMs = Math.min(...rows.map((row) => Number(row['bar_ms'])));
  const bars = rows
    .filter((row) => Number(row['bar_ms']) === barMs)
    .map((row): Bar => {
      const volume = row['volume'];
      const [timeMs = 0, open = 0, high = 0, low = 0, close = 0] = ['time', 'open', 'high', 'low', 'close'].map(
        (name) => Number(row[name]),
      );
      return { timeMs, open, high, low, close, volume: typeof volume === 'number' ? volume : null };
    });
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return null;
  const volumes = bars.flatMap(({ volume }) => (volume === null ? [] : [volume]));
  return {
    startMs,
    barMs,
    bars,
    places: Math.max(1, Math.round(hourMs / barMs)),
    open: first.open,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: last.close,
    volume: volumes.length === 0 ? null : volumes.reduce((sum, volume) => sum + volume, 0),
  };
}
