/** Prices are whole numbers of ticks, 1/10000 dollar: the vendor sends at most four decimals. */
export const TICKS_PER_DOLLAR = 10_000;

/**
 * Bars of one ticker and one trading day, in order of time, as reusable columns. Prices in ticks
 * of 1/10000 dollar, volumes in units of the ticker's last volume decimal, times in UTC epoch ms.
 */
export interface BarColumns {
  count: number;
  readonly t: Float64Array;
  readonly o: Float64Array;
  readonly h: Float64Array;
  readonly l: Float64Array;
  readonly c: Float64Array;
  readonly v: Float64Array;
  readonly vw: Float64Array;
  readonly n: Float64Array;
  /** Minute bars only: the index of the first regular bar, and the one after the last. */
  regularFrom: number;
  regularTo: number;
}

/**
 * Empty columns with room for a number of bars.
 *
 * @example
 * const columns = createBarColumns(1440);
 */
export function createBarColumns(capacity: number): BarColumns {
  return {
    count: 0,
    t: new Float64Array(capacity),
    o: new Float64Array(capacity),
    h: new Float64Array(capacity),
    l: new Float64Array(capacity),
    c: new Float64Array(capacity),
    v: new Float64Array(capacity),
    vw: new Float64Array(capacity),
    n: new Float64Array(capacity),
    regularFrom: 0,
    regularTo: 0,
  };
}
