import type { RememberedGap } from '../../values/remembered-gap.ts';

/**
 * AAPL's minutes of Monday 2026-05-18, asked for once and without an answer.
 *
 * @example
 * makeGap({ reason: 'halted' }).asked; // 1
 */
export const makeGap = (facts: Partial<RememberedGap> = {}): RememberedGap => ({
  ticker: 'AAPL',
  from: '2026-05-18',
  to: '2026-05-18',
  barMs: 60_000,
  reason: 'no-bars',
  asked: 1,
  askedAt: '2026-05-29T12:00:00.000Z',
  runId: 'r1',
  ...facts,
});
