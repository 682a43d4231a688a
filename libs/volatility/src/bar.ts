/**
 * One bar's prices. Null stands for a bar that is missing or may not be used.
 *
 * @example
 * const bar: Bar = { open: 10, high: 12, low: 9, close: 11 };
 */
export interface Bar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/**
 * Whether the prices can be one bar: positive, finite, low at most and high at least open and close. No other bar has an
 * estimate, for logarithms of it would be wrong or undefined.
 *
 * @example
 * isCoherent({ open: 10, high: 12, low: 9, close: 11 }); // true
 */
export function isCoherent({ open, high, low, close }: Bar): boolean {
  return low > 0 && low <= open && open <= high && low <= close && close <= high && high < Number.POSITIVE_INFINITY;
}
