import type { Bar } from '@tickerlake/volatility';

/** A base bar as a formula reads it. */
export interface FormulaBar extends Bar {
  /** Start, ms since 1970 UTC. */
  readonly startMs: number;
  /** Nominal length in ms. */
  readonly lengthMs: number;
  readonly volume: number | null;
  readonly vwap: number | null;
  readonly trades: number | null;
}

/** What a value of an hour or of a session is computed from. */
export interface FormulaInput {
  /** The base bars of the hour or session, in time order; at least one. */
  readonly bars: readonly FormulaBar[];
  /** The base bars of the same part of the trading day up to the end of `bars`: returns begin before the hour. */
  readonly barsUntilEnd: readonly FormulaBar[];
  /** Start and end of the hour or of the session, in ms since 1970 UTC. */
  readonly startMs: number;
  readonly endMs: number;
  /** Hours that have at least one of `bars`; 1 for an hour. */
  readonly hours: number;
  readonly part: 'pre' | 'regular' | 'post' | 'continuous' | 'unknown';
  readonly session: { readonly openMs: number; readonly closeMs: number; readonly expectedMinutes: number };
}

/** A column of a base bar that a formula reads. */
export type ReadColumn = 'open' | 'high' | 'low' | 'close' | 'volume' | 'vwap' | 'trades' | 'bar_start' | 'bar_ms';

/** How a derived column is computed from base bars: in words, as a function, and with numbers in it. */
export interface Formula {
  /** The derived column. */
  readonly column: string;
  /** The formula for people, without numbers. */
  readonly text: string;
  /** The columns of the base bars that it reads. */
  readonly reads: readonly ReadColumn[];
  /** Whether every engine gives this very value; false where logarithms or sums of fractions may differ in the last digits. */
  readonly isExact: boolean;
  readonly value: (input: FormulaInput) => number | boolean | null;
  /**
   * The formula with numbers in it.
   *
   * @param show writes a number, rounded or not.
   */
  readonly numbers: (input: FormulaInput, show: (value: number) => string) => string;
  /** The bars that decide the value alone, such as the one with the highest high; absent where all bars count. */
  readonly decisive?: (input: FormulaInput) => readonly FormulaBar[];
}
