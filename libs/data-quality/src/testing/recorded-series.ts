import type { HistoryPoint } from '../history/metric-history.ts';
import type { ExpectedRange } from '../plan/anomalies/expected-range.ts';

/** What a check of a session measures: bars of seven tickers, and the shares that were traded. */
interface Measured {
  readonly bars: number;
  readonly volumeShares: number;
}

/** A session of two recorded years. */
export interface RecordedDay {
  readonly at: Date;
  /** The weekday, or that it is a half day. */
  readonly season: string;
  readonly measured: Measured;
  readonly fault: string | null;
}

/** What goes wrong, and how it changes a full session. */
export const faults: readonly { readonly name: string; readonly change: (measured: Measured) => Measured }[] = [
  {
    name: 'an hour is lost',
    change: ({ bars, volumeShares }) => ({ bars: bars - 420, volumeShares: (volumeShares * 6) / 7 }),
  },
  { name: 'volume twice', change: ({ bars, volumeShares }) => ({ bars, volumeShares: volumeShares * 2 }) },
  { name: 'the feed is stale', change: () => ({ bars: 0, volumeShares: 0 }) },
  { name: 'lots for shares', change: ({ bars, volumeShares }) => ({ bars, volumeShares: volumeShares / 100 }) },
  {
    name: 'one ticker is frozen',
    change: ({ bars, volumeShares }) => ({ bars: bars - 390, volumeShares: (volumeShares * 6) / 7 }),
  },
];

const [learningDays, days] = [100, 504];
const weekdayShares = [0.93, 0.99, 1, 1.02, 1.12];

/**
 * The same two years of sessions every time: about 2,730 bars with a deviation of 4, 700 million shares with one of 10 % and a slow wave, more on
 * Fridays and at quarterly expiries; a half day a month. From the hundredth session on every tenth one has a fault.
 */
export function recordedSeries(): readonly RecordedDay[] {
  let state = 12_345;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const noise = () => 2 * (random() + random() + random() - 1.5);
  return Array.from({ length: days }, (_, index): RecordedDay => {
    const isHalfDay = index % 21 === 20;
    const wave = Math.sin((2 * Math.PI * index) / 250) * 0.1 + (index % 63 === 59 ? 0.35 : 0);
    const sound = {
      bars: (isHalfDay ? 1470 : 2730) + Math.round(4 * noise()),
      volumeShares: 7e8 * (isHalfDay ? 0.45 : (weekdayShares[index % 5] ?? 1)) * Math.exp(0.1 * noise() + wave),
    };
    const isFaulty = index >= learningDays && index % 10 === 0 && !isHalfDay;
    const fault = isFaulty ? faults[(index / 10) % faults.length] : undefined;
    return {
      at: new Date(Date.UTC(2024, 0, 1 + Math.floor(index / 5) * 7 + (index % 5), 21)),
      season: isHalfDay ? 'half day' : String(index % 5),
      measured: fault === undefined ? sound : fault.change(sound),
      fault: fault?.name ?? null,
    };
  });
}

/**
 * Judges each session from the hundredth on by the sessions before it. A session is unusual if one of its measures is; unusual points are
 * marked, as in a store.
 */
export function countAlarms(
  series: readonly RecordedDay[],
  rangeOf: (before: readonly HistoryPoint[], day: RecordedDay) => Pick<ExpectedRange, 'low' | 'high'> | null,
): { readonly recall: number; readonly falseAlarmsPerMonth: number } {
  const seen: Record<keyof Measured, HistoryPoint[]> = { bars: [], volumeShares: [] };
  let [found, falseAlarms, judged, faulty] = [0, 0, 0, 0];
  for (const [index, day] of series.entries()) {
    const isJudged = index >= learningDays;
    const unusual = (['bars', 'volumeShares'] as const).filter((name) => {
      const value = day.measured[name];
      const range = rangeOf(seen[name].slice(-100).toReversed(), day);
      const isAnomaly = isJudged && range !== null && (value < range.low || value > range.high);
      seen[name].push({ at: day.at, value, ...(isAnomaly ? { isAnomaly } : {}) });
      return isAnomaly;
    });
    if (!isJudged) continue;
    judged += 1;
    if (day.fault !== null) faulty += 1;
    if (unusual.length > 0 && day.fault !== null) found += 1;
    if (unusual.length > 0 && day.fault === null) falseAlarms += 1;
  }
  return { recall: found / faulty, falseAlarmsPerMonth: (falseAlarms * 21) / judged };
}
