import type { Explained } from '@tickerlake/preview-api';

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
  /** The last hour of a session may have 30 minutes. */
  readonly endMs: number;
  /** The length of a bar. */
  readonly barMs: number;
  /** In order of time. */
  readonly bars: readonly Bar[];
  /** How many bars the hour has room for. */
  readonly places: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
}

/**
 * The bars that a value of an hour was built from, and what they add up to.
 *
 * @returns null without bars.
 * @example
 * hourBars(await api.explain('NVDA', startMs))?.high; // 181.2
 */
export function hourBars({ start, end, bars: explained }: Pick<Explained, 'start' | 'end' | 'bars'>): HourBars | null {
  const [startMs, endMs] = [Date.parse(start), Date.parse(end)];
  const bars = explained.map(({ start: barStart, open, high, low, close, volume }): Bar => ({
    timeMs: Date.parse(barStart),
    open,
    high,
    low,
    close,
    volume,
  }));
  const [first, last] = [bars[0], bars.at(-1)];
  const barMs = explained[0]?.lengthMs;
  if (first === undefined || last === undefined || barMs === undefined) return null;
  const volumes = bars.flatMap(({ volume }) => (volume === null ? [] : [volume]));
  return {
    startMs,
    endMs,
    barMs,
    bars,
    places: Math.max(1, Math.round((endMs - startMs) / barMs)),
    open: first.open,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: last.close,
    volume: volumes.length === 0 ? null : volumes.reduce((sum, volume) => sum + volume, 0),
  };
}
