import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { type AnsweredBar, askBars } from '../testing/ask-market.ts';

const HOUR_MS = 3_600_000;
const POST_CLOSE_MS = Date.parse('2026-05-21T00:00Z');
const RANGE = 'AAPL/range/1/minute/2026-05-20/2026-05-20';
const plain = createSimulatedMarket();

function marketAt(nowMs: number, share = 0.02) {
  return createSimulatedMarket({ nowMs: () => nowMs, corrections: { settleMs: 12 * HOUR_MS, share } });
}

function changed(before: readonly AnsweredBar[], after: readonly AnsweredBar[]): readonly AnsweredBar[] {
  return before.filter((bar, index) => JSON.stringify(bar) !== JSON.stringify(after[index]));
}

describe('late corrections', () => {
  it('change about the stated share of bars once the session has settled', async () => {
    const early = await askBars(marketAt(POST_CLOSE_MS + HOUR_MS), RANGE);
    const late = await askBars(marketAt(POST_CLOSE_MS + 12 * HOUR_MS), RANGE);
    expect(early.map(({ t }) => t)).toEqual(late.map(({ t }) => t));
    const share = changed(early, late).length / late.length;
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.03);
  });

  it('end at the bars that a market without corrections answers', async () => {
    expect(await askBars(marketAt(POST_CLOSE_MS + 12 * HOUR_MS), RANGE)).toEqual(await askBars(plain, RANGE));
  });

  it('are the same at every reading before', async () => {
    const first = await askBars(marketAt(POST_CLOSE_MS), RANGE);
    expect(await askBars(marketAt(POST_CLOSE_MS + 11 * HOUR_MS), RANGE)).toEqual(first);
  });

  it('add trades and widen ranges, and first prints are coherent', async () => {
    const early = await askBars(marketAt(POST_CLOSE_MS, 0.5), RANGE);
    const late = await askBars(plain, RANGE);
    early.forEach((bar, index) => {
      const final = late[index];
      expect(bar.v).toBeLessThanOrEqual(final?.v ?? 0);
      expect(bar.n).toBeLessThanOrEqual(final?.n ?? 0);
      expect(bar.h).toBeLessThanOrEqual(final?.h ?? 0);
      expect(bar.l).toBeGreaterThanOrEqual(final?.l ?? 0);
      expect(bar.l).toBeLessThanOrEqual(Math.min(bar.o, bar.c));
      expect(bar.h).toBeGreaterThanOrEqual(Math.max(bar.o, bar.c));
    });
    expect(changed(early, late).length).toBeGreaterThan(300);
  });

  it('move the range of the hours that hold them', async () => {
    const range = 'AAPL/range/1/hour/2026-05-20/2026-05-20';
    const early = await askBars(marketAt(POST_CLOSE_MS, 0.9), range);
    expect(changed(early, await askBars(plain, range)).length).toBeGreaterThan(10);
  });
});
