import type { MarketCalendar } from '@tickerlake/market-calendar';

/** When a bar starts, and its volume. */
export interface TimedBar {
  readonly t: number;
  readonly v: number | null;
}

/** What the times of bars say about how they were read. */
export interface TimeEvidence {
  /** The share of bars outside any session. */
  readonly outside: number;
  /** By how many hours all bars would have to move to be where a market trades; 0 when they are. */
  readonly hours: number;
  /** Whether the times are those of the other end of the bar. */
  readonly isOtherEnd: boolean;
}

const hourMs = 3_600_000;
/** No two zones of exchanges are further apart. */
const maxHours = 14;
/** A gain this large, in the share of bars inside sessions or of volume in regular hours, is not a coincidence. */
const leastGain = { inside: 0.02, regular: 0.25 };
/** The minute of the open has more volume than the one after it on most days; the one before has hardly any. */
const openingRatio = 3;

/**
 * Compares the times of a stock's bars with the calendar: which shift by whole hours puts them into sessions, with most volume in regular hours, and
 * whether the open is a bar late or early. Bars of a day and longer say nothing.
 *
 * @param bars of some sessions, in time order.
 * @example
 * timeEvidence(bars, 60_000, calendar).hours; // 0
 */
export function timeEvidence(bars: readonly TimedBar[], barMs: number, calendar: MarketCalendar): TimeEvidence {
  if (bars.length === 0 || barMs > hourMs) return { outside: 0, hours: 0, isOtherEnd: false };
  const place = (shiftMs: number) => {
    let [outside, regular, volume] = [0, 0, 0];
    for (const { t, v } of bars) {
      const { part } = calendar.locate(t + shiftMs);
      const weight = v ?? 1;
      volume += weight;
      if (part === 'unknown') outside += 1;
      if (part === 'regular') regular += weight;
    }
    return { outside: outside / bars.length, regular: volume === 0 ? 0 : regular / volume };
  };
  const here = place(0);
  const shifts = Array.from({ length: 2 * maxHours + 1 }, (_, at) => at - maxHours);
  const best = shifts
    .map((hours) => ({ hours, ...place(hours * hourMs) }))
    .reduce((one, other) =>
      other.outside < one.outside - 1e-9 || (other.outside <= one.outside + 1e-9 && other.regular > one.regular + 1e-9)
        ? other
        : one,
    );
  const isBetter =
    here.outside - best.outside > leastGain.inside ||
    (best.outside <= here.outside && best.regular - here.regular > leastGain.regular);
  return {
    outside: here.outside,
    hours: isBetter ? best.hours : 0,
    isOtherEnd: !isBetter && isOtherEnd(bars, barMs, calendar),
  };
}

function isOtherEnd(bars: readonly TimedBar[], barMs: number, calendar: MarketCalendar): boolean {
  const volumes = new Map(bars.map(({ t, v }) => [t, v ?? 1]));
  const dates = [...new Set(bars.map(({ t }) => calendar.locate(t).tradingDate))];
  let [late, early, sessions] = [0, 0, 0];
  for (const date of dates) {
    const session = calendar.session(date);
    if (session === null) continue;
    sessions += 1;
    const at = (ms: number): number => volumes.get(ms) ?? 0;
    const { openMs, closeMs } = session;
    const [before, open, after] = [at(openMs - barMs), at(openMs), at(openMs + barMs)];
    if ((open === 0 && at(closeMs) > 0) || (open > 0 && after > openingRatio * open)) late += 1;
    if (before > openingRatio * open || (before > 0 && at(openMs - 2 * barMs) === 0 && at(closeMs - barMs) === 0))
      early += 1;
  }
  return sessions > 0 && 2 * Math.max(late, early) > sessions;
}
