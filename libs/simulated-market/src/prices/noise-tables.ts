import { exactExp, exactLn } from './exact-math.ts';

/** Entries of the exponential table: 12 hashed bits choose one. */
export const EXPONENTIAL_ENTRIES = 4096;

/** Spread of one minute's volume around its expectation, in log units. */
const MINUTE_VOLUME_SPREAD = 0.55;

/**
 * Quantiles of the exponential distribution with mean 1: entry k is -ln((k + 1/2) / 4096).
 *
 * @example
 * const e = EXPONENTIAL[hash & 4095];
 */
export const EXPONENTIAL: Float64Array = Float64Array.from(
  { length: EXPONENTIAL_ENTRIES },
  (_, entry) => -exactLn((entry + 0.5) / EXPONENTIAL_ENTRIES),
);

/**
 * Log-normal volume factors with mean about 1, indexed by the sum of the four bytes of a hash (0 to 1020).
 *
 * @example
 * const factor = VOLUME_FACTOR[sumOfBytes(hash)];
 */
export const VOLUME_FACTOR: Float64Array = Float64Array.from({ length: 1021 }, (_, sum) =>
  exactExp(((sum - 510) / 147.8005) * MINUTE_VOLUME_SPREAD - (MINUTE_VOLUME_SPREAD * MINUTE_VOLUME_SPREAD) / 2),
);

/**
 * The index into {@link VOLUME_FACTOR} of 32 hashed bits.
 *
 * @example
 * sumOfBytes(0x01020304); // 10
 */
export function sumOfBytes(hash: number): number {
  return (hash & 255) + ((hash >>> 8) & 255) + ((hash >>> 16) & 255) + (hash >>> 24);
}
