import type { HistoryPoint } from '../history/metric-history.ts';
import type { ExpectedRange } from '../plan/anomalies/expected-range.ts';

/** A day of two recorded years: bars of a session, about 2,730 of seven tickers, 1,470 on a half day. */
export interface RecordedDay {
  readonly at: Date;
  readonly value: number;
  readonly season: 'full' | 'half';
  readonly fault: string | null;
}

/** What goes wrong, and what it makes of the number of bars. */
export const faults: readonly { readonly name: string; readonly change: (value: number) => number }[] = [
  { name: 'an hour is lost', change: (value) => value - 420 },
  { name: 'everything twice', change: (value) => value * 2 },
  { name: 'the feed is stale', change: () => 0 },
  { name: 'another unit', change: (value) => value * 60 },
  { name: 'one ticker is frozen', change: (value) => value - 390 },
];

/**
 * The same two years of sessions every time: noise with a deviation of 4 bars, a half day a month, from the hundredth session a fault on every tenth one.
 */
export function recordedSeries(): readonly RecordedDay[] {
  let state = 12_345;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return Array.from({ length: 504 }, (_, index): RecordedDay => {
    const season = index % 21 === 20 ? 'half' : 'full';
    const sound = (season === 'half' ? 1470 : 2730) + Math.round(8 * (random() + random() + random() - 1.5));
    const fault =
      index >= 100 && index % 10 === 0 && season === 'full' ? faults[(index / 10) % faults.length] : undefined;
    return {
      at: new Date(Date.UTC(2024, 0, 2) + Math.floor((index * 7) / 5) * 86_400_000),
      value: fault === undefined ? sound : fault.change(sound),
      season,
      fault: fault?.name ?? null,
    };
  });
}

/** Judges each day from the hundredth on by the days before it. Days that were found unusual are marked, as a store marks them. */
export function countAlarms(
  series: readonly RecordedDay[],
  rangeOf: (before: readonly HistoryPoint[], day: RecordedDay) => ExpectedRange | { readonly missing: number },
): { readonly recall: number; readonly falseAlarmsPerMonth: number } {
  const seen: HistoryPoint[] = [];
  let [found, falseAlarms, judged, faulty] = [0, 0, 0, 0];
  for (const [index, day] of series.entries()) {
    const range = rangeOf(seen.slice(-100).toReversed(), day);
    const isAnomaly = index >= 100 && 'usual' in range && (day.value < range.low || day.value > range.high);
    seen.push({ at: day.at, value: day.value, ...(isAnomaly ? { isAnomaly } : {}) });
    if (index < 100) continue;
    judged += 1;
    if (day.fault !== null) faulty += 1;
    if (isAnomaly && day.fault !== null) found += 1;
    if (isAnomaly && day.fault === null) falseAlarms += 1;
  }
  return { recall: found / faulty, falseAlarmsPerMonth: (falseAlarms * 21) / judged };
}
