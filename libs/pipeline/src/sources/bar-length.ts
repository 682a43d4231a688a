import type { VendorBar } from '../ports/bar-source.ts';

const lengthsMs = [86_400_000, 3_600_000, 1_800_000, 900_000, 300_000, 60_000, 1_000] as const;
const dayMs = 86_400_000;

/**
 * The length of the bars of a recorded answer, which does not say it: the longest usual length on whose grid every
 * start lies. A stock's day bars start at New York midnight (04:00Z or 05:00Z), when nobody trades, an index's an hour
 * later; crypto's at 00:00Z.
 *
 * @returns milliseconds; null without bars, or when a bar does not start on a whole second.
 * @example
 * barLengthMs([{ t: 1777554000000, ... }, { t: 1777557600000, ... }], 'XNYS'); // 3_600_000
 */
export function barLengthMs(bars: readonly VendorBar[], calendar: 'XNYS' | '24/7'): number | null {
  if (bars.length === 0) return null;
  if (bars.every((bar) => startsDay(bar.t, calendar))) return dayMs;
  return lengthsMs.slice(1).find((ms) => bars.every((bar) => bar.t % ms === 0)) ?? null;
}

function startsDay(startMs: number, calendar: 'XNYS' | '24/7'): boolean {
  const hour = (startMs % dayMs) / 3_600_000;
  return calendar === '24/7' ? hour === 0 : hour === 4 || hour === 5 || hour === 6;
}
