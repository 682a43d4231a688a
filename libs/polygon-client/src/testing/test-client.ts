import type { AggregatesPage } from '../aggregates/aggregates-page.ts';
import type { AggregatesRequest } from '../aggregates/aggregates-request.ts';
import type { PolygonClientOptions } from '../create-connection.ts';
import { createPolygonClient, type PolygonClient } from '../create-polygon-client.ts';
import type { AttemptFacts } from '../request/attempt-facts.ts';
import { createJumpingClock, type JumpingClock } from './jumping-clock.ts';

/** A key as long as real ones, and easy to find where it must not appear. */
export const canaryKey = 'cAnArY0123456789_kEy-aBcDeFgHiJk';

/** A valid request. */
export const minutesOfADay: AggregatesRequest = {
  ticker: 'AAPL',
  multiplier: 1,
  timespan: 'minute',
  from: '2026-05-20',
  to: '2026-05-20',
  adjusted: false,
};

/** A client whose waits take no time and whose jitter is always the maximum, with its clock and attempts. */
export function createTestClient(options: Partial<PolygonClientOptions>): {
  client: PolygonClient;
  clock: JumpingClock;
  attempts: AttemptFacts[];
  /** Those of the client. */
  options: PolygonClientOptions;
} {
  const clock = createJumpingClock();
  const attempts: AttemptFacts[] = [];
  const all = {
    apiKey: canaryKey,
    clock,
    attemptTimeoutMs: 3_600_000,
    random: () => 1,
    onAttempt: (facts: AttemptFacts) => attempts.push(facts),
    ...options,
  };
  return { client: createPolygonClient(all), clock, attempts, options: all };
}

/** All pages, and the error that ended them; null when there was none. */
export async function readPages<Page = AggregatesPage>(
  pages: AsyncIterable<Page>,
): Promise<{ pages: Page[]; error: unknown }> {
  const read: Page[] = [];
  try {
    for await (const page of pages) read.push(page);
    return { pages: read, error: null };
  } catch (error) {
    return { pages: read, error };
  }
}

/** The rejection of a promise; fails if it resolves. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => ({ isRejected: false, error: undefined }),
    (error: unknown) => ({ isRejected: true, error }),
  );
  if (!outcome.isRejected) throw new Error('Expected a rejection.');
  return outcome.error;
}
