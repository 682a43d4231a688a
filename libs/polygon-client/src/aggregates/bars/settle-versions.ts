import type { AggregateBar } from '../../bars/aggregate-bar.ts';

/** The values compared to decide whether two bars are equal; other fields are ignored. */
type BarValues = Pick<AggregateBar, 'o' | 'h' | 'l' | 'c' | 'v' | 'vw' | 'n'>;

/** How a bar that came in several versions was settled. */
export interface BarConflict {
  /** Start of the bar, in Unix ms. */
  readonly t: number;
  /** Number of different versions. */
  readonly versions: number;
  /** Which one was kept: that of the later response, or the one with the larger trade count; null when the bar was refused. */
  readonly kept: 'later-answer' | 'larger-trade-count' | null;
}

/**
 * The rule for one bar that comes in several versions in one response: the version with the largest trade count; null when that is a
 * tie, and the bar is refused. (Between two responses the later one wins, before this rule applies.) Equal versions count as one.
 *
 * @example
 * settleVersions([{ ...bar, n: 8 }, { ...bar, n: 9, h: 101 }]); // { bar: { ..., n: 9 }, versions: 2 }
 */
export function settleVersions<Bar extends BarValues>(
  bars: readonly Bar[],
): { readonly bar: Bar | null; readonly versions: number } {
  const versions: Bar[] = [];
  for (const bar of bars) if (!versions.some((known) => isSameBar(known, bar))) versions.push(bar);
  const most = Math.max(...versions.map(tradesOf));
  const [bar, ...others] = versions.filter((version) => tradesOf(version) === most);
  return { bar: others.length === 0 ? (bar ?? null) : null, versions: versions.length };
}

/** A version without a trade count loses to any with one. */
const tradesOf = ({ n }: BarValues): number => n ?? -1;

/**
 * Whether two bars have the same values.
 *
 * @example
 * isSameBar(bar, { ...bar }); // true
 */
export function isSameBar(a: BarValues, b: BarValues): boolean {
  return a.o === b.o && a.h === b.h && a.l === b.l && a.c === b.c && a.v === b.v && a.vw === b.vw && a.n === b.n;
}
