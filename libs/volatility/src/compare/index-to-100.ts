import { median } from './median.ts';

/** Why a ticker has no index: its base is missing, has too few hours, or is zero. */
export type NoBase = 'base missing' | 'base incomplete' | 'base zero';

/** A base to divide by, or the reason for its absence. */
export type IndexBase =
  { readonly base: number; readonly reason: null } | { readonly base: null; readonly reason: NoBase };

/**
 * The base of an index: the median of a measure over the base session's hours, or over the same hour of at least ten
 * sessions. The base is incomplete if a value is null or there are fewer than expected; an older base is never reused.
 *
 * @param expected the number of values of a complete base.
 * @example
 * indexBase([1.4, 0.6, 0.7], 3); // { base: 0.7, reason: null }
 */
export function indexBase(values: readonly (number | null)[], expected: number): IndexBase {
  const present = values.filter((value) => value !== null);
  const base = median(present);
  if (base === null) return { base: null, reason: 'base missing' };
  if (present.length < expected || present.length < values.length) return { base: null, reason: 'base incomplete' };
  return base > 0 ? { base, reason: null } : { base: null, reason: 'base zero' };
}

/**
 * 100 times a measure divided by its base. The measure is a volatility, not a variance.
 *
 * @example
 * indexTo100(1.4, 0.7); // 200
 */
export function indexTo100(value: number | null, base: number | null): number | null {
  return value === null || base === null ? null : (100 * value) / base;
}
