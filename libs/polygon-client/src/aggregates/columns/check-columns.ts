import type { BarNumbers } from './bar-columns.ts';

/**
 * Checks bars in columns as `isSoundBar` checks objects.
 *
 * @returns the number of bars with `l > min(o, c)` or `h < max(o, c)`; null when a bar is invalid.
 * @example
 * checkColumns(numbers, false); // 0
 */
export function checkColumns({ t, o, h, l, c, v, vw, n }: BarNumbers, isIndex: boolean): number | null {
  let incoherent = 0;
  // By index: iterators make an object per bar.
  for (let index = 0; index < t.length; index += 1) {
    const open = o[index] ?? Number.NaN;
    const high = h[index] ?? Number.NaN;
    const low = l[index] ?? Number.NaN;
    const close = c[index] ?? Number.NaN;
    if (!Number.isSafeInteger(t[index]) || !Number.isFinite(open + high + low + close)) return null;
    if (isBelowZeroOrInfinite(v[index]) || isBelowZeroOrInfinite(n[index])) return null;
    if (vw[index] === Infinity || vw[index] === -Infinity || (!isIndex && Number.isNaN(v[index]))) return null;
    if (low > open || low > close || high < open || high < close) incoherent += 1;
  }
  return incoherent;
}

/** False for NaN: the bar has no such number. */
const isBelowZeroOrInfinite = (value = 0): boolean => value < 0 || value === Infinity;
