import { hashAt, toNormal } from '../random/counter-hash.ts';

/** The bridge spans business days 0 to 2^15 = 32768 (1970 to 2095 in weekdays, to 2059 in calendar days). */
const LEVELS = 15;

/** Up to this distance in days the local volatility scales the displacement; longer swings are of average size. */
const LOCAL_HALF_DAYS = 16;

/** Long swings are damped, so that decades do not carry a price away from its order of magnitude. */
function damping(halfDays: number): number {
  if (halfDays >= 4096) return 0.3;
  if (halfDays >= 1024) return 0.5;
  return halfDays >= 256 ? 0.75 : 1;
}

/**
 * Value of a Brownian path at a business day, by dyadic midpoint displacement from both ends: 15 draws for any day, none
 * for the days before it. One day's increment has a variance of about 1, more in volatile periods.
 *
 * @param volatilityAt the local volatility factor of a business day
 * @example
 * const logPrice = start + 0.017 * dyadicBridge(key, 14_600, () => 1);
 */
export function dyadicBridge(key: number, businessDay: number, volatilityAt: (businessDay: number) => number): number {
  let left = 0;
  let leftValue = 0;
  let rightValue = 0;
  for (let level = LEVELS - 1; level >= 0; level--) {
    const half = 1 << level;
    const middle = left + half;
    const local = half <= LOCAL_HALF_DAYS ? volatilityAt(middle) : damping(half);
    const middleValue = (leftValue + rightValue) * 0.5 + Math.sqrt(half * 0.5) * local * toNormal(hashAt(key, middle));
    if (businessDay === middle) return middleValue;
    if (businessDay < middle) {
      rightValue = middleValue;
    } else {
      left = middle;
      leftValue = middleValue;
    }
  }
  return leftValue;
}
