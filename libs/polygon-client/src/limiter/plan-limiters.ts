import type { Clock } from '../clock.ts';
import { systemClock } from '../system-clock.ts';
import { createRateLimiter } from './create-rate-limiter.ts';
import type { RateLimiter } from './rate-limiter.ts';

/**
 * The free plan: 5 calls a minute, limited to 5 starts in any 61 s, because the server counts arrivals, not starts.
 *
 * @example
 * const client = createPolygonClient({ apiKey, limiter: freePlanLimiter() });
 */
export function freePlanLimiter(clock: Clock = systemClock): RateLimiter {
  return createRateLimiter({ maxStarts: 5, windowMs: 61_000, clock });
}

/**
 * Paid plans: no quota, but the vendor recommends staying below 100 calls a second. Limited to 90 starts in any second.
 *
 * @example
 * const client = createPolygonClient({ apiKey, limiter: paidPlanLimiter() });
 */
export function paidPlanLimiter(clock: Clock = systemClock): RateLimiter {
  return createRateLimiter({ maxStarts: 90, windowMs: 1_000, clock });
}
