/**
 * One bar's prices. Null means a bar that is missing or must not be used.
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
 * Whether the prices form a valid bar: positive, finite, low at most and high at least open and close. Other bars have
 * no estimate, because their logarithms would be wrong or undefined.
 *
 * @example
 * isCoherent({ open: 10, high: 12, low: 9, close: 11 }); // true
 */
export function isCoherent({ open, high, low, close }: Bar): boolean {
  return low > 0 && low <= open && open <= high && low <= close && close <= high && high < Number.POSITIVE_INFINITY;
}
