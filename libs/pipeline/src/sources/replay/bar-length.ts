import type { VendorBar } from '../../ports/bar-source.ts';
import { barLengthText } from '../bar-length-text.ts';

/** What is known about the length of an answer's bars. */
export interface BarLengthEvidence {
  readonly bars: readonly VendorBar[];
  /** Base bars (minutes, for bars from a minute to a day) that the vendor read for the answer; null when it does not say. */
  readonly queryCount: number | null;
  /** The source of each stated length, if any, and its value. */
  readonly stated: BarLengthStatement | null;
}

/** One statement of the length. */
export interface BarLengthStatement {
  /** As a subject: `--bar`, `the file`, `the file's name`. */
  readonly by: string;
  readonly barMs: number;
}

/** The length, and how it is known; or why it is not. */
export type BarLength = BarLengthStatement | { readonly fault: string };

const minuteMs = 60_000;
const dayMs = 86_400_000;
const usualMs = [
  1_000,
  5_000,
  10_000,
  15_000,
  30_000,
  minuteMs,
  300_000,
  600_000,
  900_000,
  1_800_000,
  3_600_000,
  7_200_000,
  14_400_000,
  dayMs,
];
/** A day of New York has 23 hours when clocks go forward. */
const shortestDayMs = 82_800_000;
const stateIt =
  'state it with --bar (minute, 5minute, hour), with "replayBar" in the configuration, or in the file\'s name (AAPL-5minute.json)';

/**
 * The length of the bars of a recorded answer. The vendor's answers do not carry it, so it is stated, or proved by the answer
 * itself; it is never guessed from where bars start. Bars do not overlap, so they are at most as long as the smallest distance of
 * two; and each is made of at most one base bar a minute, so they are at least `queryCount / bars` minutes long. Where one usual length
 * is left, it is proved. Where several are left but the counts prove more than a minute, it is the distance of most neighbours.
 *
 * @example
 * barLengthOf({ bars, queryCount: 835, stated: null }); // { barMs: 3_600_000, by: 'the counts and distances of the answer' }
 */
export function barLengthOf({ bars, queryCount, stated }: BarLengthEvidence): BarLength {
  const distances = distancesOf(bars);
  const longestMs = distances.reduce((least, distance) => Math.min(least, distance), Number.POSITIVE_INFINITY);
  if (stated !== null) {
    if (canBe(stated.barMs, longestMs)) return stated;
    return {
      fault: `${stated.by} says ${barLengthText(stated.barMs)} bars, and two of them start ${longestMs / 1_000} s apart: ${stateIt}`,
    };
  }
  const isSeconds = longestMs < minuteMs;
  const shortestMs = isSeconds ? 0 : Math.max(minuteMs, Math.ceil((queryCount ?? 0) / bars.length) * minuteMs);
  const candidates = usualMs.filter((ms) => ms >= shortestMs && canBe(ms, longestMs));
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return { barMs: only, by: proof };
  const usual = distances.filter((distance) => distance === longestMs).length;
  if (shortestMs > minuteMs && candidates.includes(longestMs) && usual * 2 > distances.length)
    return { barMs: longestMs, by: proof };
  const choice =
    candidates.length === 0
      ? ''
      : `, which may be ${candidates.slice(0, 3).map(barLengthText).join(', ')}${candidates.length > 3 ? ' or longer' : ''}`;
  return { fault: `nothing says how long its bars are${choice}: ${stateIt}` };
}

const proof = 'the counts and distances of the answer';

function canBe(barMs: number, longestMs: number): boolean {
  return barMs <= longestMs || (barMs === dayMs && longestMs >= shortestDayMs);
}

/** Between neighbours in time; a start that comes twice is one. */
function distancesOf(bars: readonly VendorBar[]): number[] {
  const starts = [...new Set(bars.map((bar) => bar.t))].sort((a, b) => a - b);
  return starts.slice(1).map((start, index) => start - (starts[index] ?? start));
}
