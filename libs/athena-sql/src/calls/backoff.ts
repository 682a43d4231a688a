/** How long to wait between attempts, in any one unit of time. */
export interface Backoff {
  readonly first: number;
  /** No wait is longer; without it they double forever. */
  readonly longest?: number;
}

/**
 * The longest wait before a retry: it doubles each time. For full jitter multiply it by a random number in [0, 1), so that clients
 * that failed together do not return together.
 *
 * @param retry from 0.
 * @returns in the unit of `first`.
 * @example
 * backoff(3, { first: 500, longest: 20_000 }); // 4_000
 */
export function backoff(retry: number, { first, longest = Number.POSITIVE_INFINITY }: Backoff): number {
  return Math.min(longest, first * 2 ** retry);
}
